import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase } from "#app/store/database/database.server.ts";
import { startDatabase } from "#app/store/database/embedded/postgres.server.ts";
import { migrate } from "#app/store/database/migrate.server.ts";

export interface BenchDatabase {
  url: string;
  folder: string;
  close(): Promise<void>;
}

/** A database server of its own, as the app starts it: durable, with default settings. */
export async function openDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "concord-bench-"));
  await chmod(folder, 0o755);
  const database = await startDatabase({ home: folder });
  process.env["DATABASE_URL"] = database.url;
  process.env["CONCORD_LOCAL_FOLDERS"] = folder;
  await migrate(database.url);
  return {
    url: database.url,
    folder,
    async close() {
      await closeDatabase();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
