import { createHash } from "node:crypto";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { posix } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SFTPWrapper } from "ssh2";
import Client from "ssh2-sftp-client";
import { ConnectionError, isAdapterError, TransientError } from "../../errors.ts";
import { guardedAddress } from "../../guarded-address.ts";
import { inTime } from "../../in-time.ts";
import { type FileEntry, type FileStore, limitRead } from "./client.ts";
import type { CsvPlace, CsvSecrets } from "../rows/schema.ts";
import { filesOf } from "./sftp-list.ts";

export type SftpPlace = Extract<CsvPlace, { kind: "sftp" }>;

/** Looking up the name takes its time too: together no call waits longer than 30 s. */
const connectMs = 10_000;
const operationMs = 15_000;
const closeMs = 1_000;

interface Session {
  client: Client;
  sftp: SFTPWrapper;
  socket: Socket;
}

/** One login while it is open; a dropped connection is made again at the next call. */
export function sftpFolder(place: SftpPlace, secrets: CsvSecrets): FileStore {
  let session: Promise<Session> | null = null;

  const run = async <T>(
    what: string,
    work: (client: Client, sftp: SFTPWrapper) => Promise<T>,
  ): Promise<T> => {
    session ??= connect(place, secrets);
    const mine = session;
    try {
      const { client, sftp } = await mine;
      return await inTime(work(client, sftp), operationMs, `"${what}": the SFTP server did not answer`);
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
    list: (inside) =>
      run(inside ?? place.folder, (client, sftp) => listFolder(client, sftp, at(inside ?? "."), inside)),
    stat: (path) => run(path, (client) => statFile(client, at(path), path)),
    read: (path, start, length) => run(path, (client) => readPart(client, at(path), start, length)),
    move: (from, to) => run(from, (client) => moveFile(client, at(from), at(to))),
    write: (path, bytes) => run(path, (client) => writeWhole(client, at(path), bytes)),
    replace: (from, to) => run(from, (client) => replaceFile(client, at(from), at(to))),
    writable: (target) => run(target, (client) => probe(client, at(target))),
    async close() {
      const open = session;
      session = null;
      if (!open || (await hasFailed(open))) return;
      const { client, socket } = await open;
      await Promise.race([client.end(), sleep(closeMs, undefined, { ref: false })]);
      socket.destroy();
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

async function connect(place: SftpPlace, secrets: CsvSecrets): Promise<Session> {
  const host = await guardedAddress(place.host);
  // Our own socket: to the guarded address, and without the pause that small packets otherwise cost each answer.
  const socket = createConnection({ host, port: place.port, noDelay: true });
  try {
    const late = `"${place.host}:${place.port}" did not answer in time`;
    return await inTime(login(socket, place, secrets), connectMs, late);
  } catch (error) {
    socket.destroy();
    throw connectFailure(place, error);
  }
}

async function login(socket: Socket, place: SftpPlace, secrets: CsvSecrets): Promise<Session> {
  await once(socket, "connect");
  const ignored = () => undefined;
  const client = new Client("concord", { error: ignored, end: ignored, close: ignored });
  const shown = { refused: "" };
  try {
    const sftp = await client.connect({
      sock: socket,
      username: place.user,
      ...(secrets.password !== undefined && { password: secrets.password }),
      ...(secrets.privateKey !== undefined && { privateKey: secrets.privateKey }),
      ...(secrets.passphrase !== undefined && { passphrase: secrets.passphrase }),
      readyTimeout: connectMs,
      keepaliveInterval: 10_000,
      hostVerifier: (key: Buffer) => {
        const fingerprint = fingerprintOf(key);
        const trusted = fingerprint === place.hostKey?.replace(/=$/, "");
        if (!trusted) shown.refused = fingerprint;
        return trusted;
      },
    });
    return { client, sftp, socket };
  } catch (error) {
    if (shown.refused === "") throw error;
    const words =
      place.hostKey === undefined
        ? `"${place.host}" shows the host key ${shown.refused}. Compare it with what its operator says, and enter it in the settings. No password is sent before.`
        : `"${place.host}" shows another host key (${shown.refused}) than the one in the settings. Ask its operator whether the key was changed before you accept it.`;
    throw new ConnectionError(words, { cause: error });
  }
}

export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

async function listFolder(
  client: Client,
  sftp: SFTPWrapper,
  folder: string,
  inside: string | undefined,
): Promise<FileEntry[]> {
  if (inside !== undefined && !(await client.exists(folder))) return [];
  try {
    return await filesOf(sftp, folder);
  } catch (error) {
    // A single file may vanish between two looks; a folder that is not there is for the merchant.
    if (!isMissing(error)) throw error;
    throw new ConnectionError(`The folder "${folder}" does not exist on the server`, { cause: error });
  }
}

async function statFile(client: Client, path: string, name: string): Promise<FileEntry | null> {
  if (!(await client.exists(path))) return null;
  const { size, modifyTime } = await client.stat(path);
  return { name, size, mtimeMs: modifyTime, changedMs: null };
}

async function readPart(client: Client, path: string, start: number, length: number): Promise<Buffer> {
  limitRead(path, length);
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

function connectFailure(place: SftpPlace, error: unknown): unknown {
  if (isAdapterError(error) || !(error instanceof Error)) return error;
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
  if (isAdapterError(error) || !(error instanceof Error)) return error;
  if (/permission denied|EACCES/i.test(error.message)) {
    return new ConnectionError(`"${what}" may not be opened or changed: the rights are missing`, {
      cause: error,
    });
  }
  return new TransientError(`"${what}" could not be read now: ${error.message}`, null, { cause: error });
}
