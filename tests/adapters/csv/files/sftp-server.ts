import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import ssh2, { type Attributes, type Connection, type ParsedKey, type SFTPWrapper } from "ssh2";

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

export interface SftpServer {
  port: number;
  /** "SHA256:..." of the key that the server shows. */
  hostKey: string;
  logins: number;
  /** Drops every connection, as a restart does. */
  drop(): void;
  close(): Promise<void>;
}

/** A real SSH server whose SFTP part serves one folder to one user. */
export async function startSftpServer(folder: string, user: string, password: string): Promise<SftpServer> {
  const { key, parsed } = hostKey();
  const connections = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [key.private] }, (connection) => {
    connections.add(connection);
    // Missing in the types; without it each answer waits for the client's delayed acknowledgement.
    (connection as Connection & { setNoDelay(): void }).setNoDelay();
    connection.on("close", () => connections.delete(connection));
    // A client that refuses the host key leaves in the middle of the handshake.
    connection.on("error", () => connections.delete(connection));
    connection.on("authentication", (attempt) => {
      if (attempt.method === "password" && attempt.username === user && attempt.password === password) {
        state.logins += 1;
        return attempt.accept();
      }
      attempt.reject(["password"]);
    });
    connection.on("session", (accept) => accept().on("sftp", (accepted) => serve(accepted(), folder)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const drop = () => {
    for (const connection of connections) connection.end();
  };
  const state = {
    port: (server.address() as AddressInfo).port,
    hostKey: fingerprintOf(parsed),
    logins: 0,
    drop,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        drop();
      }),
  };
  return state;
}

type Open = { file: number } | { names: string[] | null; folder: string };

function serve(sftp: SFTPWrapper, root: string): void {
  const handles = new Map<number, Open>();
  let last = 0;
  const give = (id: number, open: Open) => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(++last);
    handles.set(last, open);
    sftp.handle(id, handle);
  };
  const opened = (handle: Buffer) => handles.get(handle.readUInt32BE());
  const fileOf = (handle: Buffer) => {
    const open = opened(handle);
    return open && "file" in open ? open.file : -1;
  };
  /** Answers what `work` throws with the status that a real server would send. */
  const answer = (id: number, work: () => void) => {
    try {
      work();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "ENOENT") sftp.status(id, STATUS_CODE.NO_SUCH_FILE, "No such file");
      else if (code === "EACCES") sftp.status(id, STATUS_CODE.PERMISSION_DENIED, "Permission denied");
      else sftp.status(id, STATUS_CODE.FAILURE, String(error));
    }
  };
  const done = (id: number) => sftp.status(id, STATUS_CODE.OK);
  const at = (path: string) => join(root, join("/", path));

  sftp.on("REALPATH", (id, path) => sftp.name(id, [named(join("/", path), statSync(root))]));
  sftp.on("STAT", (id, path) => answer(id, () => sftp.attrs(id, attributes(statSync(at(path))))));
  sftp.on("LSTAT", (id, path) => answer(id, () => sftp.attrs(id, attributes(statSync(at(path))))));
  sftp.on("FSTAT", (id, handle) => answer(id, () => sftp.attrs(id, attributes(fstatSync(fileOf(handle))))));
  sftp.on("OPENDIR", (id, path) =>
    answer(id, () => give(id, { names: readdirSync(at(path)), folder: at(path) })),
  );
  sftp.on("READDIR", (id, handle) => {
    const open = opened(handle);
    if (!open || !("names" in open) || open.names === null) return sftp.status(id, STATUS_CODE.EOF);
    const { names, folder } = open;
    open.names = null;
    sftp.name(
      id,
      names
        .filter((name) => existsSync(join(folder, name)))
        .map((name) => named(name, statSync(join(folder, name)))),
    );
  });
  sftp.on("OPEN", (id, path, flags) =>
    answer(id, () => give(id, { file: openSync(at(path), flags & OPEN_MODE.WRITE ? "w" : "r") })),
  );
  sftp.on("READ", (id, handle, offset, length) =>
    answer(id, () => {
      const buffer = Buffer.alloc(length);
      const count = readSync(fileOf(handle), buffer, 0, length, offset);
      if (count === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, count));
    }),
  );
  sftp.on("WRITE", (id, handle, offset, data) =>
    answer(id, () => {
      writeSync(fileOf(handle), data, 0, data.length, offset);
      done(id);
    }),
  );
  sftp.on("FSETSTAT", done);
  sftp.on("CLOSE", (id, handle) => {
    const open = opened(handle);
    if (open && "file" in open) closeSync(open.file);
    handles.delete(handle.readUInt32BE());
    done(id);
  });
  sftp.on("MKDIR", (id, path) =>
    answer(id, () => {
      mkdirSync(at(path));
      done(id);
    }),
  );
  sftp.on("REMOVE", (id, path) =>
    answer(id, () => {
      rmSync(at(path));
      done(id);
    }),
  );
  sftp.on("RENAME", (id, from, to) =>
    answer(id, () => {
      // As version 3 of the protocol requires: rename never replaces.
      if (existsSync(at(to))) return sftp.status(id, STATUS_CODE.FAILURE, "Failure");
      renameSync(at(from), at(to));
      done(id);
    }),
  );
}

function attributes({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

function named(filename: string, stats: Stats) {
  const longname = `${stats.isDirectory() ? "d" : "-"}rw-r--r-- 1 erp erp ${stats.size} Mar 2 12:00 ${filename}`;
  return { filename, longname, attrs: attributes(stats) };
}

/** ssh2 drops a leading zero in one of some hundred ed25519 keys, and cannot read that key back. */
export function hostKey() {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync("ed25519");
    const parsed = ssh2.utils.parseKey(key.public);
    if (!(parsed instanceof Error)) return { key, parsed };
  }
}

/** As `ssh-keygen -l` prints it. */
export function fingerprintOf(key: ParsedKey): string {
  return `SHA256:${createHash("sha256").update(key.getPublicSSH()).digest("base64").replace(/=+$/, "")}`;
}
