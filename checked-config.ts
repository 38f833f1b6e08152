import { configProblems } from "#app/config.server.ts";

// Imported before everything else, since what is loaded later reads its configuration while it loads.
const problems = configProblems(process.env);
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}
