import { realpathSync } from "node:fs";
import { resolve, sep } from "node:path";
import { config } from "#app/config.server.ts";
import { ConnectionError } from "../../errors.ts";
import { type FileStore, localFolder } from "./client.ts";
import type { CsvPlace, CsvSecrets } from "../rows/schema.ts";
import { sftpFolder } from "./sftp.ts";

export function openStore(place: CsvPlace, secrets: CsvSecrets): FileStore {
  return place.kind === "local" ? localFolder(confined(place.folder)) : sftpFolder(place, secrets);
}

/**
 * A merchant types the folder, and the server it lies on is the operator's. So only folders below those that the
 * operator lists in CONCORD_LOCAL_FOLDERS are opened, with all links followed first.
 */
function confined(folder: string): string {
  const roots = config("CONCORD_LOCAL_FOLDERS");
  if (roots.length === 0) {
    throw new ConnectionError(
      "Folders of this server are closed. Use SFTP, or ask whoever runs Concord to open one with CONCORD_LOCAL_FOLDERS.",
    );
  }
  const wanted = whereItLeads(folder);
  if (roots.some((root) => isBelow(wanted, whereItLeads(root)))) return folder;
  throw new ConnectionError(
    `"${folder}" is not below a folder that whoever runs Concord has opened with CONCORD_LOCAL_FOLDERS.`,
  );
}

function whereItLeads(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A path that does not exist yet leads nowhere else.
    return resolve(path);
  }
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
