import type { FileEntryWithStats, SFTPWrapper } from "ssh2";
import { ConnectionError } from "../../errors.ts";
import type { FileEntry } from "./client.ts";

/** A folder with more is not read: a listing is held in memory, and its length is up to the server. */
const FILES_MAX = 50_000;
/** No file system knows longer names. */
const NAME_MAX = 255;
const END_OF_LIST = 1;
const MS_PER_SECOND = 1000;

/** The files of a folder, taken from the server piece by piece. Throws what the server says. */
export async function filesOf(sftp: SFTPWrapper, folder: string): Promise<FileEntry[]> {
  const handle = await answered<Buffer>((done) => sftp.opendir(folder, done));
  const files: FileEntry[] = [];
  for (;;) {
    const piece = await answered<FileEntryWithStats[] | null>((done) =>
      sftp.readdir(handle, (error, list) => (isEnd(error) ? done(undefined, null) : done(error, list))),
    );
    if (piece === null) break;
    for (const { filename, longname, attrs } of piece) {
      // The long name is a line of `ls -l`, which begins with the kind of the file.
      if (!longname.startsWith("-") || filename.length > NAME_MAX) continue;
      files.push({
        name: filename,
        size: attrs.size,
        mtimeMs: attrs.mtime * MS_PER_SECOND,
        changedMs: null,
      });
    }
    if (files.length > FILES_MAX) {
      throw new ConnectionError(
        `The folder "${folder}" holds more than ${FILES_MAX.toLocaleString("en")} files. Move old ones away.`,
      );
    }
  }
  await answered<void>((done) => sftp.close(handle, done));
  return files;
}

function answered<T>(ask: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    ask((error, value) => (error ? reject(error) : resolve(value as T))),
  );
}

function isEnd(error: Error | null | undefined): boolean {
  return error !== null && error !== undefined && "code" in error && error.code === END_OF_LIST;
}
