import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { config } from "#app/config.server.ts";
import { closeDatabase, pool } from "./database.server.ts";
import { type EmbeddedDatabase, startDatabase } from "./embedded/postgres.server.ts";
import { migrate } from "./migrate.server.ts";
import { errorCode } from "./embedded/process-state.server.ts";
import { databaseUrl, secretKey, useEmbedded } from "./embedded-address.server.ts";
import { watchPool } from "./pool.server.ts";
import { resealSecrets } from "./reseal.server.ts";

/** Makes the store ready for this process: its database, its key, its schema. Close it last. */
export async function openStore(): Promise<{ close(): Promise<void> }> {
  const embedded = config("DATABASE_URL") === undefined ? await startEmbedded(config("CONCORD_HOME")) : null;
  const watch = watchPool(pool(), () => process.exit(1));
  const close = async (): Promise<void> => {
    watch.stop();
    await closeDatabase();
    useEmbedded(undefined);
    await embedded?.stop();
  };
  try {
    secretKey();
    await migrate(databaseUrl());
    if (config("CONCORD_SECRET_KEY_PREVIOUS").length > 0) await resealSecrets();
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

async function startEmbedded(home: string): Promise<EmbeddedDatabase> {
  const embedded = await startDatabase({ home });
  useEmbedded({ url: embedded.url, secretKey: await keptKey(home) });
  return embedded;
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
