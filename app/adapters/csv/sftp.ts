import { createHash, timingSafeEqual } from "node:crypto";
import { posix } from "node:path";
import Client from "ssh2-sftp-client";
import { ConnectionError, TransientError } from "../errors.ts";
import { guardedAddress } from "../guarded-address.ts";
import type { FileEntry, FileStore } from "./client.ts";
import type { CsvPlace, CsvSecrets } from "./schema.ts";

export type SftpPlace = Extract<CsvPlace, { kind: "sftp" }>;

const connectMs = 15_000;
const operationMs = 60_000;

/** One login for as long as it is open; a dropped connection is made again at the next call. */
export function sftpFolder(place: SftpPlace, secrets: CsvSecrets): FileStore {
  let connected: Promise<Client> | null = null;
  let hostKey: string | null = null;

  const connection = () => {
    connected ??= connect(place, secrets, {
      sawKey: (fingerprint) => (hostKey = fingerprint),
      dropped: () => (connected = null),
    }).catch((error: unknown) => {
      connected = null;
      throw error;
    });
    return connected;
  };
  const run = async <T>(what: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = await connection();
    try {
      return await withTimeout(work(client), what);
    } catch (error) {
      if (error instanceof TransientError) connected = null;
      throw failure(what, error);
    }
  };
  const at = (path: string) => posix.join(place.folder, path);

  return {
    id: `sftp:${place.user}@${place.host}:${place.port}${place.folder}`,
    hostKey: () => hostKey,
    list: (inside) => run(inside ?? place.folder, (client) => listFolder(client, at(inside ?? "."), inside)),
    stat: (path) => run(path, (client) => statFile(client, at(path), path)),
    read: (path, start, length) => run(path, (client) => readPart(client, at(path), start, length)),
    move: (from, to) => run(from, (client) => moveFile(client, at(from), at(to))),
    writable: (target) => run(target, (client) => probe(client, at(target))),
    async close() {
      const open = connected;
      connected = null;
      if (open) await (await open).end();
    },
  };
}

async function connect(
  place: SftpPlace,
  secrets: CsvSecrets,
  on: { sawKey: (fingerprint: string) => void; dropped: () => void },
): Promise<Client> {
  const host = await guardedAddress(place.host);
  const client = new Client("concord", {
    error: on.dropped,
    end: on.dropped,
    close: on.dropped,
  });
  let refused: string | null = null;
  try {
    await client.connect({
      host,
      port: place.port,
      username: place.user,
      ...(secrets.password !== undefined && { password: secrets.password }),
      ...(secrets.privateKey !== undefined && { privateKey: secrets.privateKey }),
      ...(secrets.passphrase !== undefined && { passphrase: secrets.passphrase }),
      readyTimeout: connectMs,
      keepaliveInterval: 10_000,
      hostVerifier: (key: Buffer) => {
        const fingerprint = fingerprintOf(key);
        on.sawKey(fingerprint);
        const trusted = place.hostKey === undefined || sameText(fingerprint, place.hostKey.replace(/=$/, ""));
        if (!trusted) refused = fingerprint;
        return trusted;
      },
    });
    return client;
  } catch (error) {
    if (refused !== null) {
      throw new ConnectionError(
        `"${place.host}" shows another host key (${refused}) than the one in the settings. Ask its operator whether the key was changed before you accept it.`,
        { cause: error },
      );
    }
    throw connectFailure(place, error);
  }
}

export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

async function listFolder(client: Client, folder: string, inside: string | undefined): Promise<FileEntry[]> {
  if (inside !== undefined && !(await client.exists(folder))) return [];
  const entries = await client.list(folder).catch((error: unknown) => {
    // A single file may vanish between two looks; a folder that is not there is for the merchant.
    if (!isMissing(error)) throw error;
    throw new ConnectionError(`The folder "${folder}" does not exist on the server`, { cause: error });
  });
  return entries
    .filter(({ type }) => type === "-")
    .map(({ name, size, modifyTime }) => ({ name, size, mtimeMs: modifyTime, changedMs: null }));
}

async function statFile(client: Client, path: string, name: string): Promise<FileEntry | null> {
  if (!(await client.exists(path))) return null;
  const { size, modifyTime } = await client.stat(path);
  return { name, size, mtimeMs: modifyTime, changedMs: null };
}

async function readPart(client: Client, path: string, start: number, length: number): Promise<Buffer> {
  const { size } = await client.stat(path);
  const end = Math.min(start + length, size) - 1;
  if (end < start) return Buffer.alloc(0);
  const got = await client.get(path, undefined, {
    readStreamOptions: { start, end, highWaterMark: 256 * 1024 },
  });
  if (Buffer.isBuffer(got)) return got;
  throw new TransientError(`"${path}" could not be read`, null);
}

async function moveFile(client: Client, from: string, to: string): Promise<void> {
  const folder = posix.dirname(to);
  if (!(await client.exists(folder))) await client.mkdir(folder, true);
  // SFTP's rename refuses to replace a file that is already there.
  await client.rename(from, to);
}

async function probe(client: Client, folder: string): Promise<void> {
  if (!(await client.exists(folder))) await client.mkdir(folder, true);
  const path = posix.join(folder, `.concord-${process.pid}`);
  await client.put(Buffer.alloc(0), path);
  await client.delete(path);
}

async function withTimeout<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TransientError(`"${what}": the SFTP server did not answer`, null)),
      operationMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function connectFailure(place: SftpPlace, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof ConnectionError || error instanceof TransientError) return error;
  if (/authentication methods failed|permission denied|privateKey|passphrase/i.test(error.message)) {
    return new ConnectionError(
      `"${place.host}" does not accept user "${place.user}" with these credentials`,
      {
        cause: error,
      },
    );
  }
  return new TransientError(`"${place.host}:${place.port}" cannot be reached now: ${error.message}`, null, {
    cause: error,
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && /no such file|ENOENT/i.test(error.message);
}

function failure(what: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof ConnectionError || error instanceof TransientError) return error;
  if (/permission denied|EACCES/i.test(error.message)) {
    return new ConnectionError(`"${what}" may not be opened or changed: the rights are missing`, {
      cause: error,
    });
  }
  return new TransientError(`"${what}" could not be read now: ${error.message}`, null, { cause: error });
}
