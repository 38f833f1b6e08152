import { createHash } from "node:crypto";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { posix } from "node:path";
import Client from "ssh2-sftp-client";
import { ConnectionError, TransientError } from "../../errors.ts";
import { guardedAddress } from "../../guarded-address.ts";
import type { FileEntry, FileStore } from "./client.ts";
import type { CsvPlace, CsvSecrets } from "../rows/schema.ts";

export type SftpPlace = Extract<CsvPlace, { kind: "sftp" }>;

const connectMs = 15_000;
const operationMs = 60_000;

interface Session {
  client: Client;
  socket: Socket;
}

/** One login while it is open; a dropped connection is made again at the next call. */
export function sftpFolder(place: SftpPlace, secrets: CsvSecrets): FileStore {
  let session: Promise<Session> | null = null;
  let hostKey: string | null = null;

  const run = async <T>(what: string, work: (client: Client) => Promise<T>): Promise<T> => {
    session ??= connect(place, secrets, (fingerprint) => (hostKey = fingerprint));
    const mine = session;
    try {
      return await withTimeout((await mine).client, work, what);
    } catch (error) {
      const failed = failure(what, error);
      // A new connection does not share the state that this one is in.
      if (failed instanceof TransientError || (await hasFailed(mine))) {
        if (session === mine) session = null;
        await abandon(mine);
      }
      throw failed;
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
    write: (path, bytes) => run(path, (client) => writeWhole(client, at(path), bytes)),
    replace: (from, to) => run(from, (client) => replaceFile(client, at(from), at(to))),
    writable: (target) => run(target, (client) => probe(client, at(target))),
    async close() {
      const open = session;
      session = null;
      if (open && !(await hasFailed(open))) await (await open).client.end();
    },
  };
}

function hasFailed(session: Promise<Session>): Promise<boolean> {
  return session.then(
    () => false,
    () => true,
  );
}

async function abandon(session: Promise<Session>): Promise<void> {
  if (!(await hasFailed(session))) (await session).socket.destroy();
}

async function connect(
  place: SftpPlace,
  secrets: CsvSecrets,
  sawKey: (fingerprint: string) => void,
): Promise<Session> {
  const socket = await dial(place);
  const ignored = () => undefined;
  const client = new Client("concord", { error: ignored, end: ignored, close: ignored });
  const shown = { refused: "" };
  try {
    await client.connect({
      sock: socket,
      username: place.user,
      ...(secrets.password !== undefined && { password: secrets.password }),
      ...(secrets.privateKey !== undefined && { privateKey: secrets.privateKey }),
      ...(secrets.passphrase !== undefined && { passphrase: secrets.passphrase }),
      readyTimeout: connectMs,
      keepaliveInterval: 10_000,
      hostVerifier: (key: Buffer) => {
        const fingerprint = fingerprintOf(key);
        sawKey(fingerprint);
        const trusted = place.hostKey === undefined || fingerprint === place.hostKey.replace(/=$/, "");
        if (!trusted) shown.refused = fingerprint;
        return trusted;
      },
    });
    return { client, socket };
  } catch (error) {
    socket.destroy();
    if (shown.refused === "") throw connectFailure(place, error);
    throw new ConnectionError(
      `"${place.host}" shows another host key (${shown.refused}) than the one in the settings. Ask its operator whether the key was changed before you accept it.`,
      { cause: error },
    );
  }
}

/** Our own socket: to the guarded address, and without the pause that small packets otherwise cost each answer. */
async function dial(place: SftpPlace): Promise<Socket> {
  const host = await guardedAddress(place.host);
  const socket = createConnection({ host, port: place.port, noDelay: true });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(connectMs) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw connectFailure(place, error);
  }
}

export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
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
  const stream = client.createReadStream(path, { start, end: start + length - 1, highWaterMark: length });
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function moveFile(client: Client, from: string, to: string): Promise<void> {
  const folder = posix.dirname(to);
  if (!(await client.exists(folder))) await client.mkdir(folder, true);
  // SFTP's rename refuses to replace a file that is already there.
  await client.rename(from, to);
}

async function writeWhole(client: Client, path: string, bytes: Buffer): Promise<void> {
  const folder = posix.dirname(path);
  if (!(await client.exists(folder))) await client.mkdir(folder, true);
  await client.put(bytes, path);
}

/** Old servers know only the rename that refuses to replace a file. */
async function replaceFile(client: Client, from: string, to: string): Promise<void> {
  try {
    await client.posixRename(from, to);
  } catch (error) {
    if (!(error instanceof Error && /not support|unsupported/i.test(error.message))) throw error;
    if (await client.exists(to)) await client.delete(to);
    await client.rename(from, to);
  }
}

async function probe(client: Client, folder: string): Promise<void> {
  if (!(await client.exists(folder))) await client.mkdir(folder, true);
  const path = posix.join(folder, `.concord-${process.pid}`);
  await client.put(Buffer.alloc(0), path);
  await client.delete(path);
}

async function withTimeout<T>(
  client: Client,
  work: (client: Client) => Promise<T>,
  what: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new TransientError(`"${what}": the SFTP server did not answer`, null);
    timer = setTimeout(() => reject(error), operationMs);
  });
  try {
    return await Promise.race([work(client), late]);
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
