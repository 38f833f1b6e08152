import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { closeDatabase } from "./database.server.ts";
import { type EmbeddedDatabase, startDatabase } from "./embedded/postgres.server.ts";
import { migrate } from "./migrate.server.ts";
import { errorCode } from "./embedded/process-state.server.ts";
import { resealSecrets } from "./reseal.server.ts";

/** Makes the store ready for this process: its database, its key, its schema. Close it last. */
export async function openStore(): Promise<{ close(): Promise<void> }> {
  const home = process.env["CONCORD_HOME"] ?? ".concord";
  let embedded: EmbeddedDatabase | null = null;
  if (!process.env["DATABASE_URL"]) {
    embedded = await startDatabase({ home });
    process.env["DATABASE_URL"] = embedded.url;
    process.env["CONCORD_SECRET_KEY"] ||= await keptKey(home);
  }
  if (!process.env["CONCORD_SECRET_KEY"]) {
    throw new Error("With a database of your own, set CONCORD_SECRET_KEY too (openssl rand -base64 32)");
  }
  const close = async (): Promise<void> => {
    await closeDatabase();
    await embedded?.stop();
  };
  try {
    await migrate(process.env["DATABASE_URL"] ?? "");
    if (process.env["CONCORD_SECRET_KEY_PREVIOUS"]) await resealSecrets();
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

// Beside the embedded database, so that nothing has to be configured to try Concord out.
async function keptKey(home: string): Promise<string> {
  const file = join(home, "secret.key");
  await mkdir(home, { recursive: true });
  try {
    await writeFile(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  return (await readFile(file, "utf8")).trim();
}
