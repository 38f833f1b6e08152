import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import { csv } from "#app/adapters/csv/index.ts";
import type { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { ConnectionError } from "#app/adapters/errors.ts";
import { aCredit, anOrder } from "./an-order.ts";
import { folder, signal } from "../folder.ts";
import { startSftpServer } from "../files/sftp-server.ts";

const takes = { folder: "orders", amend: true, cancel: true, credit: true };
const { key } = anOrder();
const name = "order-demo.myshopify.com_5001";

beforeEach(() => void vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1"));
afterEach(() => vi.unstubAllEnvs());

function outgoing(more: Partial<CsvSettings> = {}) {
  const made = folder();
  const path = join(made.path, "orders");
  mkdirSync(path);
  const open = (): Required<OrderWriter> => {
    const { orders } = csv({ ...made.settings({ orders: takes }), ...more }, {});
    if (!orders?.amend || !orders.cancel || !orders.credit) throw new Error("no writer");
    return orders as Required<OrderWriter>;
  };
  const names = () =>
    readdirSync(path)
      .filter((file) => file.endsWith(".csv"))
      .sort();
  const rows = (file = `${name}.csv`, encoding = "utf-8", delimiter = ",") =>
    parse<Record<string, string>>(iconv.decode(readFileSync(join(path, file)), encoding), {
      columns: true,
      delimiter,
    });
  return { ...made, path, open, names, rows };
}

describe("an order becomes a file", () => {
  test("with one row per line, and the order's own fields on each", async () => {
    const { open, rows } = outgoing();
    const written = await open().create(anOrder({ note: "Ring twice" }), signal);
    expect(written).toMatchObject({
      ok: true,
      value: { id: name, number: "#1001", total: "20.25", bookedAt: null },
    });
    expect(rows()).toMatchObject([
      {
        Action: "new",
        "Order key": key,
        Order: "#1001",
        SKU: "85123A",
        Quantity: "6",
        "Line total": "15.30",
      },
      { Action: "new", "Order key": key, Note: "Ring twice", "Line kind": "shipping", "Line total": "4.95" },
    ]);
    expect(rows()[0]).toMatchObject({
      "Ship to postal code": "E1 6AN",
      "Bill to name": "",
      "Placed at": "2026-03-02 12:00:00",
      "Tax rate": "0.2",
      Warehouse: "LON",
    });
  });

  test("in the merchant's numbers, time zone and encoding", async () => {
    const style = { decimal: ",", encoding: "windows-1252", timeZone: "Europe/Oslo" } as const;
    const { open, rows } = outgoing(style);
    await open().create(anOrder({ note: "Sør, Łódź" }), signal);
    const [first] = rows(`${name}.csv`, "windows-1252", ";");
    expect(first).toMatchObject({ "Unit price": "2,55", "Placed at": "2026-03-02 13:00:00" });
    expect(first?.["Note"]).toMatch(/^Sør, .ódz$/);
  });

  test("whose cells no spreadsheet runs, and whose rows are one line each", async () => {
    const { open, rows } = outgoing();
    const note = '=HYPERLINK("http://evil.example","x")';
    await open().create(anOrder({ note, poNumber: "-1+2", tags: ["a\nb", "c;d"] }), signal);
    const [first] = rows();
    expect(first).toMatchObject({ Note: `'${note}`, "PO number": "'-1+2", Tags: "a b, c;d" });
    expect(first).toMatchObject({ Phone: "+44 20 7946 0000" });
  });

  test("with a name that is safe and another for every key", async () => {
    const { open, names } = outgoing();
    for (const other of ["../../etc/passwd", "a b/1", "a_b/1", "a/b_1"]) {
      await open().create(anOrder({ key: other }), signal);
      expect(await open().find(other, signal), other).toMatchObject({ total: "20.25" });
    }
    expect(names()).toHaveLength(4);
    expect(names().every((file) => /^order-[A-Za-z0-9._~-]+\.csv$/.test(file))).toBe(true);
  });

  test("only where the folder exists", async () => {
    const { open, path } = outgoing();
    rmSync(path, { recursive: true });
    await expect(open().create(anOrder(), signal)).rejects.toThrow(ConnectionError);
    expect(existsSync(path)).toBe(false);
  });
});

describe("an order is found again", () => {
  test("also after the source has taken its file away, without a trace", async () => {
    const { open, path } = outgoing();
    expect(await open().find(key, signal)).toBeNull();
    await open().create(anOrder(), signal);
    unlinkSync(join(path, `${name}.csv`));
    expect(await open().find(key, signal)).toMatchObject({ id: name, total: "20.25", currency: "GBP" });
  });

  test.each(["before its receipt was written", "after its receipt was written"])(
    "as one that never went, when the writer was killed %s",
    async (when) => {
      const { open, path, names } = outgoing();
      await open().create(anOrder(), signal);
      // The files at that moment: the whole file beside its receipt, and nothing in the folder.
      renameSync(join(path, `${name}.csv`), join(path, "receipts", `${name}.csv`));
      if (when.startsWith("before")) unlinkSync(join(path, "receipts", `${name}.json`));
      expect(await open().find(key, signal)).toBeNull();
      await open().create(anOrder(), signal);
      expect(names()).toEqual([`${name}.csv`]);
      expect(await open().find(key, signal)).not.toBeNull();
    },
  );

  test("by what it is since it was amended or cancelled", async () => {
    const { open } = outgoing();
    await open().create(anOrder(), signal);
    await open().amend(name, anOrder({ total: "18.00" }), signal);
    expect(await open().find(key, signal)).toMatchObject({ total: "18.00", status: "draft" });
    await open().cancel(name, "CUSTOMER", signal);
    expect(await open().find(key, signal)).toMatchObject({ status: "cancelled" });
  });
});

describe("what happens to an order afterwards is a further file", () => {
  test("each once, however often it is said", async () => {
    const { open, names, path, rows } = outgoing();
    await open().create(anOrder(), signal);
    for (const total of ["18.00", "18.00", "20.25", "18.00"]) {
      await open().amend(name, anOrder({ total }), signal);
    }
    const cancelAndCredit = async () => {
      await open().credit(aCredit(name), signal);
      await open().cancel(name, "CUSTOMER", signal);
    };
    await cancelAndCredit();
    for (const taken of [`${name}-credit-refund_77.csv`, `${name}-cancel.csv`]) unlinkSync(join(path, taken));
    await cancelAndCredit();
    expect(names()).toEqual([
      `${name}-amend-1.csv`,
      `${name}-amend-2.csv`,
      `${name}-amend-3.csv`,
      `${name}.csv`,
    ]);
    expect(rows(`${name}-amend-2.csv`)[0]).toMatchObject({ Action: "amend", "Order total": "20.25" });
  });

  test("a cancellation names the order and the reason, a credit its lines and whether the goods come back", async () => {
    const { open, rows } = outgoing();
    await open().create(anOrder(), signal);
    await open().cancel(name, "CUSTOMER", signal);
    await open().credit(aCredit(name), signal);
    expect(rows(`${name}-cancel.csv`)).toMatchObject([
      { Action: "cancel", "Order key": key, Note: "CUSTOMER" },
    ]);
    expect(rows(`${name}-credit-refund_77.csv`)).toMatchObject([
      {
        Action: "credit",
        "Order key": key,
        "Credit key": "refund/77",
        "Goods come back": "yes",
        Quantity: "1",
      },
    ]);
  });

  test("only where the source takes such files, and only of orders that were written", async () => {
    const { settings, open } = outgoing();
    const plain = csv(settings({ orders: { folder: "orders" } }), {}).orders;
    expect([plain?.amend, plain?.cancel, plain?.credit]).toEqual([undefined, undefined, undefined]);
    expect(await open().cancel("SO-1", "CUSTOMER", signal)).toMatchObject({ ok: false });
  });
});

test("orders reach an SFTP server in the same way", { timeout: 30_000 }, async () => {
  const { path, settings, names } = outgoing();
  const server = await startSftpServer(path, "erp", "secret");
  onTestFinished(() => server.close());
  const place = {
    kind: "sftp",
    host: "127.0.0.1",
    port: server.port,
    user: "erp",
    folder: "/",
    hostKey: server.hostKey,
  } as const;
  const adapter = csv({ ...settings({ orders: { ...takes, folder: "/" } }), place }, { password: "secret" });
  onTestFinished(() => adapter.close());
  await adapter.orders?.create(anOrder(), signal);
  await adapter.orders?.create(anOrder({ note: "again" }), signal);
  expect(names()).toEqual([`${name}.csv`]);
  unlinkSync(join(path, `${name}.csv`));
  expect(await adapter.orders?.find(key, signal)).toMatchObject({ id: name });
});

test("the test of a connection says whether orders can be written", async () => {
  const { settings, path } = outgoing();
  const checks = await csv(settings({ orders: takes }), {}).check(signal);
  expect(checks.find(({ message }) => message.startsWith("Orders"))).toMatchObject({
    name: "rights",
    ok: true,
  });
  rmSync(path, { recursive: true });
  const missing = await csv(settings({ orders: takes }), {}).check(signal);
  expect(missing.filter(({ name: check, ok }) => check === "rights" && !ok)).toHaveLength(1);
});
