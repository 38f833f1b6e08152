import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import ssh2, { type Connection, type SFTPWrapper } from "ssh2";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { sftpFolder } from "#app/adapters/csv/files/sftp.ts";
import { hostKey, fingerprintOf } from "./sftp-server.ts";

const TOTAL_MS_MAX = 30_000;
const { STATUS_CODE } = ssh2.utils.sftp;

beforeEach(() => {
  vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1");
  // What waits for the network takes as long as it does; the limits are over as soon as the test says so.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function listening(server: Listening): Promise<number> {
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

type Listening = Pick<Server, "listen" | "address" | "close">;

/** A server that is silent from the beginning, or never comes to the end of its greeting. */
function plain(says: string) {
  const reached = vi.fn();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    reached();
    socket.resume().on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket)).write(says);
  });
  return { server, reached, open: sockets, key: `SHA256:${"A".repeat(43)}` };
}

/** A server of SSH that lets everybody in and then does as `serve` says; without it, it never opens the files. */
function secure(serve: ((sftp: SFTPWrapper, reached: () => void) => void) | null) {
  const { key, parsed } = hostKey();
  const reached = vi.fn();
  const open = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [key.private] }, (connection) => {
    open.add(connection);
    connection.on("error", () => undefined).on("close", () => open.delete(connection));
    connection.on("authentication", (attempt) => attempt.accept());
    connection.on("session", (accept) => {
      if (serve) accept().on("sftp", (accepted) => serve(accepted(), reached));
      else reached();
    });
  });
  return { server, reached, open, key: fingerprintOf(parsed) };
}

async function at({ server, key }: { server: Listening; key: string }) {
  const place = { kind: "sftp", host: "127.0.0.1", user: "erp", folder: "/", hostKey: key } as const;
  return sftpFolder({ ...place, port: await listening(server) }, { password: "secret" });
}

const handle = Buffer.from("0001", "hex");
const attrs = { mode: 0o100_644, uid: 0, gid: 0, size: 1, atime: 0, mtime: 0 };

test.each([
  ["says nothing", () => plain("")],
  ["never ends its greeting", () => plain("SSH-2.0-")],
  ["never opens the files", () => secure(null)],
  ["does not answer", () => secure((sftp, reached) => sftp.on("OPENDIR", reached))],
  [
    "drips a listing without end",
    () =>
      secure((sftp, reached) => {
        sftp.on("OPENDIR", (id) => sftp.handle(id, handle));
        sftp.on("READDIR", (id) => {
          reached();
          setImmediate(() => sftp.name(id, [{ filename: "a.csv", longname: "-", attrs }]));
        });
      }),
  ],
])("a server that %s is left within 30 s, and its connection with it", async (_, made) => {
  const server = made();
  const store = await at(server);
  const listing = store.list().catch((error: unknown) => error);
  await vi.waitFor(() => expect(server.reached).toHaveBeenCalled());
  vi.advanceTimersByTime(TOTAL_MS_MAX);
  expect(await listing).toBeInstanceOf(TransientError);
  await vi.waitFor(() => expect(server.open.size).toBe(0));
});

test("a folder without end is refused before it fills the memory", async () => {
  const names = Array.from({ length: 2000 }, (_, n) => ({ filename: `${n}.csv`, longname: "-", attrs }));
  const server = secure((sftp, reached) => {
    reached();
    sftp.on("OPENDIR", (id) => sftp.handle(id, handle));
    sftp.on("READDIR", (id) => sftp.name(id, names));
  });
  const store = await at(server);
  onTestFinished(() => store.close());
  const listing = store.list();
  await expect(listing).rejects.toThrow(ConnectionError);
  await expect(listing).rejects.toThrow("more than 50,000 files");
});

test("a file is read as far as it can be meant, whatever size the server names", async () => {
  const server = secure((sftp) => {
    sftp.on("OPEN", (id) => sftp.handle(id, handle));
    sftp.on("READ", (id) => sftp.status(id, STATUS_CODE.EOF));
  });
  const store = await at(server);
  onTestFinished(() => store.close());
  await expect(store.read("receipt.json", 0, 1e10)).rejects.toThrow(ProtocolError);
});

test("a server that does not end a connection does not keep it", async () => {
  const server = secure((sftp, reached) => {
    sftp.on("OPENDIR", (id) => sftp.handle(id, handle));
    sftp.on("READDIR", (id) => sftp.status(id, STATUS_CODE.EOF));
    sftp.on("CLOSE", (id) => sftp.status(id, STATUS_CODE.OK));
    reached();
  });
  const store = await at(server);
  expect(await store.list()).toEqual([]);
  await store.close();
  await vi.waitFor(() => expect(server.open.size).toBe(0));
});
