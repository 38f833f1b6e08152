/** `npm run test:slow`: the slowest files and tests of the last run, from the report that vitest.config.ts asks for. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

interface Report {
  testResults: {
    name: string;
    startTime: number;
    endTime: number;
    assertionResults: { fullName: string; duration?: number | null }[];
  }[];
}

const FILES = 20;
const TESTS = 30;
const root = join(import.meta.dirname, "..");

const { testResults } = JSON.parse(
  readFileSync(join(root, "node_modules/.cache/tests.json"), "utf8"),
) as Report;
const files = testResults.map(({ name, startTime, endTime }) => ({
  name: relative(root, name),
  ms: endTime - startTime,
}));
const tests = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ fullName, duration }) => ({
    name: `${relative(root, name)}: ${fullName}`,
    ms: duration ?? 0,
  })),
);

const sum = files.reduce((all, { ms }) => all + ms, 0);
process.stdout.write(`${files.length} files, ${tests.length} tests, ${seconds(sum)} s in tests and hooks\n`);
print("Slowest files", files, FILES);
print("Slowest tests", tests, TESTS);

function print(title: string, timed: { name: string; ms: number }[], count: number): void {
  const worst = timed.toSorted((a, b) => b.ms - a.ms).slice(0, count);
  const lines = worst.map(({ name, ms }) => `${seconds(ms).padStart(7)} s  ${name}`);
  process.stdout.write(`\n${title}\n${lines.join("\n")}\n`);
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
