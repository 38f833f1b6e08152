import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { config, environmentWith } from "#app/config.server.ts";
import { startDatabase } from "#app/store/database/embedded/postgres.server.ts";
import { migrate } from "#app/store/database/migrate.server.ts";

/** `npm run db:migrate` applies what is new; `npm run db:migrate -- dev --name x` writes a migration. */
const args = process.argv.slice(2);
const own = config("DATABASE_URL");
const database = own ? null : await startDatabase({ home: config("CONCORD_HOME") });
const url = own ?? database?.url ?? "";
try {
  if (args.length === 0) await migrate(url);
  else process.exitCode = await prismaMigrate(args);
} finally {
  await database?.stop();
}

async function prismaMigrate(rest: readonly string[]): Promise<number> {
  const program = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const env = environmentWith({ DATABASE_URL: url });
  const child = spawn(process.execPath, [program, "migrate", ...rest], { stdio: "inherit", env });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
