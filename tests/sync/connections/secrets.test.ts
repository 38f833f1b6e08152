import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import ssh2 from "ssh2";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { findConnection } from "#app/store/connections/connections.server.ts";
import {
  createConnection,
  namesOfSecrets,
  previewSource,
  testConnection,
  updateConnection,
} from "#app/sync/connections/connections.server.ts";
import { fingerprintOf, hostKey } from "#tests/adapters/csv/files/sftp-server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const shop = "secrets.myshopify.com";
const SECRET = "the canary in the mine";
const { signal } = new AbortController();

beforeAll(() => {
  vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "1");
  vi.stubEnv("CONCORD_SECRET_KEY", Buffer.alloc(32, 7).toString("base64"));
});

afterAll(() => void vi.unstubAllEnvs());

/** A server of somebody else, and all that it was told. */
async function web() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    request.on("data", (piece: Buffer) => heard.push(piece.toString()));
    request.on("end", () => response.writeHead(500).end());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** The same with SFTP. */
async function sftp() {
  const heard: string[] = [];
  const { key, parsed } = hostKey();
  const server = new ssh2.Server({ hostKeys: [key.private] }, (connection) => {
    connection.on("error", () => undefined);
    connection.on("authentication", (attempt) => {
      if (attempt.method === "password") heard.push(attempt.password);
      attempt.reject(["password"]);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const at = {
    kind: "sftp",
    host: "127.0.0.1",
    port,
    user: "erp",
    folder: "/",
    hostKey: fingerprintOf(parsed),
  };
  return { heard, at };
}

const tryton = (url: string, user = "concord", secrets: Record<string, string> = {}) => {
  const settings = { url, database: "erp", user };
  return { adapter: "tryton", name: "ERP", settings, secrets };
};

const files = { stock: { pattern: "s*", mode: "full", columns: { sku: "SKU", quantity: "Free" } } };
const csv = (place: object, secrets: Record<string, string> = {}) => {
  return { adapter: "csv", name: "Files", settings: { place, files }, secrets };
};

async function created(draft: Parameters<typeof createConnection>[1]): Promise<string> {
  const saved = await createConnection(shop, draft);
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  return saved.id;
}

test("testing another address with an empty password field sends nothing there, and asks for it", async () => {
  const [own, other] = [await web(), await web()];
  const id = await created(tryton(own.url, "concord", { password: SECRET }));
  const checks = await testConnection(shop, { ...tryton(other.url), id }, signal);
  expect(checks).toMatchObject([{ ok: false, message: expect.stringContaining("again") as string }]);
  expect(other.heard).toEqual([]);
  expect(await testConnection(shop, { ...tryton(own.url, "eve"), id }, signal)).toMatchObject([
    { ok: false },
  ]);
  expect(own.heard).toEqual([]);
});

test("a connection is not saved with another address until its password is typed again", async () => {
  const [own, other] = [await web(), await web()];
  const id = await created(tryton(own.url, "concord", { password: SECRET }));
  const refused = await updateConnection(shop, id, tryton(other.url));
  expect(refused).toMatchObject({ ok: false, problems: [{ field: "password" }] });
  expect(await findConnection(shop, id)).toMatchObject({ settings: { url: own.url } });
  expect(await updateConnection(shop, id, tryton(own.url))).toMatchObject({ ok: true });
  expect(await updateConnection(shop, id, tryton(other.url, "concord", { password: "new" }))).toMatchObject({
    ok: true,
  });
});

test("a look at the files of another server, or as another user, takes no stored password along", async () => {
  const [own, other] = [await sftp(), await sftp()];
  const id = await created(csv(own.at, { password: SECRET }));
  for (const place of [other.at, { ...own.at, user: "eve" }]) {
    const asked = { settings: { place, encoding: "auto", delimiter: "auto" }, patterns: { stock: "s*" } };
    const looks = await previewSource(shop, { adapter: "csv", asked, secrets: {}, id }, signal);
    expect(looks).toMatchObject([{ ok: false }]);
    expect(await testConnection(shop, { ...csv(place), id }, signal)).toMatchObject([{ ok: false }]);
  }
  expect([...own.heard, ...other.heard]).toEqual([]);
  expect(await testConnection(shop, { ...csv(own.at), id }, signal)).toMatchObject([{ ok: false }]);
  expect(own.heard).toEqual([SECRET]);
});

test("another host key asks again, and what is sent nowhere any more is forgotten", async () => {
  const own = await sftp();
  const id = await created(csv(own.at, { password: SECRET, passphrase: "pass" }));
  const changed = csv({ ...own.at, hostKey: `SHA256:${"A".repeat(43)}` });
  const refused = await updateConnection(shop, id, changed);
  expect(refused).toMatchObject({ ok: false, problems: [{ field: "password" }, { field: "passphrase" }] });
  const local = csv({ kind: "local", folder: "/tmp" });
  expect(await updateConnection(shop, id, local)).toMatchObject({ ok: true });
  expect(await namesOfSecrets(shop, id)).toEqual([]);
});
