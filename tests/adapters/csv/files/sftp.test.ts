import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { csv } from "#app/adapters/csv/index.ts";
import type { CsvSecrets, CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { ConnectionError, TransientError } from "#app/adapters/errors.ts";
import { FEED_KINDS } from "#app/core/source/feeds.ts";
import { adapterContract } from "../../contract.ts";
import { everyKind, fillWithEveryKind } from "../every-kind.ts";
import {
  type Folder,
  folder,
  fullStock,
  noon,
  readPage,
  readStock,
  signal,
  stockFile,
  temporaryFolder,
} from "../folder.ts";
import { type SftpServer, startSftpServer } from "./sftp-server.ts";

// Every login costs a key exchange.
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => void vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1"));
afterEach(() => vi.unstubAllEnvs());

const user = "erp";
const password = "secret";

interface Change extends Partial<Omit<CsvSettings, "place">> {
  place?: { hostKey?: string | undefined; folder?: string };
}

function opener({ settings }: Pick<Folder, "settings">, server: Pick<SftpServer, "port" | "hostKey">) {
  return ({ place, ...more }: Change = {}, secrets: CsvSecrets = { password }, pageRows = 1000) => {
    const at = { kind: "sftp" as const, host: "127.0.0.1", port: server.port, user, folder: "/" };
    const changed = { ...settings(), ...more, place: { ...at, hostKey: server.hostKey, ...place } };
    return csv(changed, secrets, { pageRows });
  };
}

describe("an SFTP server", () => {
  adapterContract(FEED_KINDS, async () => {
    const made = temporaryFolder();
    fillWithEveryKind(made);
    const server = await startSftpServer(made.path, user, password);
    const open = opener(made, server);
    return {
      open: () => open({ files: everyKind }, { password }, 3),
      close: async () => {
        await server.close();
        made.remove();
      },
    };
  });

  async function served() {
    const made = folder();
    const server = await startSftpServer(made.path, user, password);
    onTestFinished(() => server.close());
    const open = (...given: Parameters<ReturnType<typeof opener>>) => {
      const adapter = opener(made, server)(...given);
      onTestFinished(() => adapter.close());
      return adapter;
    };
    return { ...made, server, open };
  }

  test("files are read and archived like those of a local folder, with one login", async () => {
    const { put, names, open, server } = await served();
    const rows = Array.from({ length: 5000 }, (_, n) => [`SKU${n}`, "OSL", n] as const);
    put("stock.csv", stockFile(rows));
    const adapter = open();
    const { records, cursor } = await readStock(adapter);
    expect(records.map(({ quantity }) => quantity)).toEqual(rows.map(([, , quantity]) => quantity));
    await readPage(adapter, cursor);
    expect(names()).toEqual([]);
    expect(names("archive")).toEqual(["stock.csv"]);
    expect(server.logins).toBe(1);
  });

  test("the archive is made where it does not exist, and names are kept apart", async () => {
    const { path, names, open } = await served();
    mkdirSync(join(path, "out"));
    const adapter = open({ place: { folder: "/out" } });
    let cursor = null;
    for (const quantity of [1, 22]) {
      writeFileSync(join(path, "out/stock.csv"), stockFile([["MUG", "OSL", quantity]]));
      const read = await readStock(adapter, cursor);
      expect(read.stock).toEqual({ "MUG@OSL": quantity });
      ({ cursor } = await readPage(adapter, read.cursor));
    }
    expect(names("out")).toEqual([]);
    expect(names("out/archive")).toHaveLength(2);
  });

  test("a server that was restarted is logged in to again", async () => {
    const { put, open, server } = await served();
    put(
      "stock.csv",
      stockFile([
        ["MUG", "OSL", 1],
        ["CUP", "OSL", 2],
      ]),
    );
    const adapter = open({}, { password }, 1);
    const first = await readPage(adapter);
    server.drop();
    await readPage(adapter, first.cursor).catch((error: unknown) =>
      expect(error).toBeInstanceOf(TransientError),
    );
    await vi.waitFor(async () =>
      expect((await readStock(adapter, first.cursor)).stock).toEqual({ "CUP@OSL": 2 }),
    );
    expect(server.logins).toBe(2);
  });

  test("a file that may still be written needs two looks, because the server's clock is not ours", async () => {
    const { put, open } = await served();
    put("stock.csv", stockFile([["MUG", "OSL", 1]]), noon);
    const started = Date.now();
    expect((await readPage(open({ settleMs: 120 }))).records).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThanOrEqual(115);
  });

  test("another host key than the pinned one is refused before the password is sent", async () => {
    const { open, server } = await served();
    const other = `SHA256:${"A".repeat(43)}`;
    await expect(readPage(open({ place: { hostKey: other } }))).rejects.toThrow(ConnectionError);
    await expect(readPage(open({ place: { hostKey: other } }))).rejects.toThrow(
      `shows another host key (${server.hostKey})`,
    );
    expect(server.logins).toBe(0);
  });

  test("the test of a connection shows the host key to pin, and sends no password before", async () => {
    const { open, server, put } = await served();
    put("stock.csv", stockFile([["MUG", "OSL", 1]]));
    const checks = await open({ place: { hostKey: undefined } }).check(signal);
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ name: "reachable", ok: false });
    expect(checks[0]?.message).toContain(`shows the host key ${server.hostKey}. Compare it`);
    expect(server.logins).toBe(0);
    const pinned = await open().check(signal);
    expect(pinned.slice(0, 2)).toMatchObject([{ ok: true }, { name: "login", ok: true }]);
  });

  test("a wrong password, a missing folder and a private address are for the merchant", async () => {
    const { open } = await served();
    await expect(readPage(open({}, { password: "wrong" }))).rejects.toThrow(ConnectionError);
    await expect(readPage(open({ place: { folder: "/none" } }))).rejects.toThrow('"/none" does not exist');
    vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "");
    await expect(readPage(open())).rejects.toThrow("address of a private network");
  });

  test("a server that does not answer may do so later", async () => {
    const { settings } = folder();
    const nobody = opener(
      { settings },
      { port: 1, hostKey: `SHA256:${"A".repeat(43)}` },
    )({ files: fullStock });
    await expect(readPage(nobody)).rejects.toThrow(TransientError);
  });
});
