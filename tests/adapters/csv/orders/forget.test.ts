import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import { csv } from "#app/adapters/csv/index.ts";
import type { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { startSftpServer } from "../files/sftp-server.ts";
import { folder, signal } from "../folder.ts";
import { aCredit, anOrder } from "./an-order.ts";

const takes = { folder: "orders", amend: true, cancel: true, credit: true };
const { key } = anOrder();
const name = "order-demo.myshopify.com_5001";
/** What the order says of its buyer. */
const PERSON = [
  "Ada Byrne",
  "ada@example.com",
  "7946 0000",
  "High Street",
  "E1 6AN",
  "customer/1",
  "Ring twice",
];
const whole = anOrder({ note: "Ring twice", poNumber: "Ada Byrne 1", tags: ["Ada Byrne"] });

beforeEach(() => void vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1"));
afterEach(() => vi.unstubAllEnvs());

async function outgoing(more: Partial<CsvSettings> = {}) {
  const made = folder();
  const path = join(made.path, "orders");
  mkdirSync(path);
  const open = (settings = more) =>
    csv({ ...made.settings({ orders: takes }), ...settings }, {}).orders as Required<OrderWriter>;
  await open().create(whole, signal);
  return { path, open, settings: made.settings };
}

/** Files that name the buyer, by their bytes in any encoding. */
function naming(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" }).filter((file) => {
    if (!statSync(join(path, file)).isFile()) return false;
    const bytes = readFileSync(join(path, file));
    const texts = ["utf-8", "utf-16le", "windows-1250"].map((encoding) => iconv.decode(bytes, encoding));
    return PERSON.some((word) => texts.some((text) => text.includes(word)));
  });
}

test("a receipt says nothing about the buyer", async () => {
  const { path, open } = await outgoing();
  await open().amend(name, anOrder({ note: "Ring twice", total: "18.00" }), signal);
  await open().cancel(name, "CUSTOMER", signal);
  await open().credit(aCredit(name), signal);
  expect(naming(join(path, "receipts"))).toEqual([]);
  expect(
    Object.keys(JSON.parse(readFileSync(join(path, "receipts", `${name}.json`), "utf8")) as object),
  ).toEqual(["v", "key", "reference", "total", "currency", "digest"]);
});

test("a forgotten buyer stands in no file, and what was sold stays", async () => {
  const { path, open } = await outgoing();
  await open().amend(name, anOrder({ note: "Ring twice", total: "18.00" }), signal);
  await open().credit(aCredit(name), signal);
  mkdirSync(join(path, "archive"));
  renameSync(join(path, `${name}-amend-1.csv`), join(path, "archive", `${name}-amend-1.csv`));
  // Another order of the same buyer, whose key begins with the same signs.
  await open().create(anOrder({ key: `${key}0` }), signal);
  await open().forget([key], signal);
  expect(naming(path)).toEqual([`${name}0.csv`]);
  const rows = parse<Record<string, string>>(readFileSync(join(path, `${name}.csv`)), { columns: true });
  expect(rows).toMatchObject([
    { Action: "new", "Order key": key, SKU: "85123A", Quantity: "6", "Line total": "15.30", Customer: "" },
    { Action: "new", "Line kind": "shipping", "Line total": "4.95", Note: "", "Ship to street": "" },
  ]);
  expect(readFileSync(join(path, `${name}-credit-refund_77.csv`), "utf8")).toContain("refund/77");
  expect(await open().find(key, signal)).toMatchObject({ id: name, total: "18.00" });
});

test("nor in receipts as they were once written, whoever's they are", async () => {
  const { path, open } = await outgoing();
  const receipt = join(path, "receipts", `${name}.json`);
  const kept = JSON.parse(readFileSync(receipt, "utf8")) as object;
  writeFileSync(receipt, JSON.stringify({ ...whole, ...kept }));
  writeFileSync(`${receipt}.part`, JSON.stringify({ ...whole, ...kept }).slice(0, 300));
  unlinkSync(join(path, `${name}.csv`));
  await open().forget([], signal);
  expect(naming(path)).toEqual([]);
  expect(JSON.parse(readFileSync(receipt, "utf8"))).toEqual(kept);
});

test("a file that the source has taken away does not come back", async () => {
  const { path, open } = await outgoing();
  unlinkSync(join(path, `${name}.csv`));
  await open().forget([key], signal);
  expect(readdirSync(path)).toEqual(["receipts"]);
});

test.each(["been taken away", "never gone out"])(
  "a file that had %s when the writer was killed is finished",
  async (when) => {
    const { path, open } = await outgoing();
    const aside = when === "been taken away" ? `${name}.csv.taken` : `${name}.csv`;
    renameSync(join(path, `${name}.csv`), join(path, "receipts", aside));
    await open().forget([key], signal);
    expect(naming(path)).toEqual([]);
    expect(readdirSync(path).includes(`${name}.csv`)).toBe(when === "been taken away");
    await open().create(whole, signal);
    await open().forget([key], signal);
    expect(naming(path)).toEqual([]);
  },
);

test.each([
  { encoding: "utf-16le" } as const,
  { encoding: "windows-1250", decimal: "," } as const,
  { delimiter: "|" } as const,
])("whatever the settings were when it was written: %o", async (style) => {
  const { path, open } = await outgoing(style);
  await open({}).forget([key], signal);
  expect(naming(path)).toEqual([]);
  const text = iconv.decode(readFileSync(join(path, `${name}.csv`)), style.encoding ?? "utf-8");
  expect(text).toContain("85123A");
});

test("a file that is no longer as Concord wrote it is emptied", async () => {
  const { path, open } = await outgoing();
  writeFileSync(join(path, `${name}.csv`), "Ada Byrne rang");
  await open().forget([key], signal);
  expect(readFileSync(join(path, `${name}.csv`), "utf8")).toBe("");
});

test("so it is on an SFTP server", { timeout: 30_000 }, async () => {
  const { path, settings } = await outgoing();
  const server = await startSftpServer(path, "erp", "secret");
  onTestFinished(() => server.close());
  const at = { kind: "sftp", host: "127.0.0.1", port: server.port, user: "erp", folder: "/" } as const;
  const place = { ...at, hostKey: server.hostKey };
  const adapter = csv({ ...settings({ orders: { ...takes, folder: "/" } }), place }, { password: "secret" });
  onTestFinished(() => adapter.close());
  await adapter.orders?.forget?.([key], signal);
  expect(naming(path)).toEqual([]);
  expect(readdirSync(path)).toContain(`${name}.csv`);
});
