import type { Dirent } from "node:fs";
import { open, link, mkdir, readdir, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConnectionError, ProtocolError, TransientError } from "../../errors.ts";

export interface FileEntry {
  name: string;
  size: number;
  mtimeMs: number;
  /** When name, size or content last changed by the clock of this machine; null where the place has no such time. */
  changedMs: number | null;
}

/** One folder of files. Paths are relative to it. Failures leave as adapter errors. */
export interface FileStore {
  /** Names the place, so that what was seen there is not mistaken for another's. */
  readonly id: string;
  /** The files of the folder itself, or of a folder in it; none where that does not exist. */
  list(inside?: string): Promise<FileEntry[]>;
  /** Null: no such file. */
  stat(path: string): Promise<FileEntry | null>;
  /** Fewer bytes than asked for only where the file ends. */
  read(path: string, start: number, length: number): Promise<Buffer>;
  /** Never replaces a file; makes the target's folder. */
  move(from: string, to: string): Promise<void>;
  /** Writes a whole file over any that is there; makes its folder, but not the place's own. */
  write(path: string, bytes: Buffer): Promise<void>;
  /** Gives a file another name in one step, also where another file has it. */
  replace(from: string, to: string): Promise<void>;
  /** Fails unless files can be moved into `folder`. */
  writable(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** Of one read: whatever reads more goes on from where it is. */
const READ_BYTES_MAX = 4 * 1024 ** 2;

/** A length may be the size that a server names, which is held in memory only where it can be meant. */
export function limitRead(path: string, length: number): void {
  if (length > READ_BYTES_MAX) throw new ProtocolError(`"${path}" is larger than it can be`);
}

export function localFolder(folder: string): FileStore {
  const at = (path: string) => join(folder, path);
  return {
    id: `local:${folder}`,
    list: (inside) =>
      guard(inside ?? folder, () => listFolder(inside === undefined ? folder : at(inside), inside)),
    stat: (path) => guard(path, () => statFile(at(path), path)),
    read: (path, start, length) => guard(path, () => readPart(at(path), start, length)),
    move: (from, to) => guard(from, () => moveFile(at(from), at(to))),
    write: (path, bytes) => guard(path, () => writeWhole(at(path), bytes)),
    replace: (from, to) => guard(from, () => rename(at(from), at(to))),
    writable: (target) => guard(target, () => probe(at(target))),
    close: async () => {},
  };
}

async function listFolder(folder: string, inside?: string): Promise<FileEntry[]> {
  if (inside !== undefined && !(await exists(folder))) return [];
  const entries = await entriesOf(folder);
  const files: FileEntry[] = [];
  for (const entry of entries) {
    // A symbolic link could lead out of the folder that the merchant named.
    if (!entry.isFile()) continue;
    const found = await statFile(join(folder, entry.name), entry.name);
    if (found) files.push(found);
  }
  return files;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // A single file may vanish between two looks; a folder that is not there is for the merchant.
    if (codeOf(error) !== "ENOENT") throw error;
    throw new ConnectionError(`The folder "${folder}" does not exist`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return (await statFile(path, path)) !== null;
}

async function statFile(path: string, name: string): Promise<FileEntry | null> {
  try {
    const { size, mtimeMs, ctimeMs } = await stat(path);
    return { name, size, mtimeMs: Math.floor(mtimeMs), changedMs: Math.max(mtimeMs, ctimeMs) };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function readPart(path: string, start: number, length: number): Promise<Buffer> {
  limitRead(path, length);
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  if (!(await linked(from, to))) return rename(from, to);
  try {
    await unlink(from);
  } catch (error) {
    await unlink(to);
    throw error;
  }
}

/** Unlike rename, link refuses to replace a file that is already there; not every place can link. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "EXDEV", "ENOSYS"].includes(codeOf(error))) return false;
    throw error;
  }
}

/** On the disk before anybody relies on it. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function probe(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.concord-${process.pid}`);
  await (await open(path, "w")).close();
  await unlink(path);
}

async function guard<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failure(what, error);
  }
}

const forMerchant: Record<string, string> = {
  ENOTDIR: "is not a folder",
  EACCES: "may not be opened: the rights are missing",
  EPERM: "may not be changed: the rights are missing",
  EROFS: "is on a place that cannot be written",
  ENAMETOOLONG: "has too long a name",
};

function failure(what: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === "") return error;
  const words = forMerchant[code];
  if (words) return new ConnectionError(`"${what}" ${words}`, { cause: error });
  return new TransientError(`"${what}" could not be read now (${code})`, null, { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
