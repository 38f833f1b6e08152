import { type FileStore, localFolder } from "./client.ts";
import type { CsvPlace, CsvSecrets } from "./schema.ts";
import { sftpFolder } from "./sftp.ts";

export function openStore(place: CsvPlace, secrets: CsvSecrets): FileStore {
  return place.kind === "local" ? localFolder(place.folder) : sftpFolder(place, secrets);
}
