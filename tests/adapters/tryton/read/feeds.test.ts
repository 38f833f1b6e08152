import { expect, test } from "vitest";
import { z } from "zod";
import { toDay, toDecimal } from "#app/adapters/tryton/wire/wire.ts";
import { lines, orderOf, shirt } from "../orders/orders.ts";
import { person } from "../erp.ts";
import { readAll, signal, tape } from "../shop.ts";

const Ids = z.array(z.number());
const DAY_MS = 24 * 60 * 60_000;

test("a shipment tells its lines and its parcel, and the order that it is shipped", async () => {
  const { orders, adapter, run, url } = await tape("shipped");
  const order = orderOf(run, 1101);
  const made = await orders.create(order, signal);
  const sale = made.ok ? made.value.id : "";
  const erp = person(url);
  const [shipment = 0] = await erp.shipmentsOf(sale);
  await erp.ship(shipment, "PX123456789DE");
  await erp.close();
  const { records } = await readAll(adapter, "shipments");
  const told = records.filter(({ key }) => key === order.key);
  expect(told).toMatchObject([
    {
      orderName: "#1101",
      id: `${shipment}-${sale}`,
      warehouse: "WH-HAM",
      status: "shipped",
      shippedAt: expect.any(Date) as Date,
      parcels: [{ carrier: "Parcel Express", number: "PX123456789DE", events: [] }],
    },
  ]);
  const sent = told.flatMap((record) =>
    record.lines.map((line) => `${line.quantity} ${line.sku} of ${line.lineId}`),
  );
  expect(sent.toSorted()).toEqual(["1 DEMO-0003 of 12", "2 DEMO-0002 of 11"]);
  const states = (await readAll(adapter, "orderStates")).records.filter(({ key }) => key === order.key);
  expect(states.map((state) => state.order?.status)).toEqual(["shipped"]);
  const bills = (await readAll(adapter, "invoices")).records.filter(({ key }) => key === order.key);
  expect(bills).toMatchObject([{ status: "draft", total: "66.40", currency: "EUR" }]);
});

test("what was sold for a later day is not free, though Tryton's forecast for today says so", async () => {
  const { adapter, now, url } = await tape("later");
  const free = async () => {
    const { records } = await readAll(adapter, "stock");
    return (
      records.find(({ sku, warehouse }) => sku === "DEMO-0009" && warehouse === "WH-HAM")?.quantity ?? NaN
    );
  };
  const before = await free();
  const erp = person(url);
  const product = await erp.call("product.product.search", [[["code", "=", "DEMO-0009"]], 0, 1, null], Ids);
  const party = await erp.call(
    "party.party.search",
    [[["addresses", "!=", null]], 0, 1, [["id", "DESC"]]],
    Ids,
  );
  const address = await erp.call("party.address.search", [[["party", "=", party[0]]], 0, 1, null], Ids);
  const sale = await erp.call(
    "sale.sale.create",
    [
      [
        {
          ...{ party: party[0], invoice_address: address[0], shipment_address: address[0], warehouse: 5 },
          ...{ currency: 1, invoice_method: "order", shipment_method: "order" },
          shipping_date: toDay(new Date(now + 5 * DAY_MS).toISOString().slice(0, 10)),
          lines: [
            [
              "create",
              [{ type: "line", product: product[0], quantity: 4, unit: 1, unit_price: toDecimal("1") }],
            ],
          ],
        },
      ],
    ],
    Ids,
  );
  await erp.press("sale.sale.quote", sale);
  await erp.press("sale.sale.confirm", sale);
  await erp.close();
  expect(await free()).toBe(before - 4);
});

test("orders of other shops and sales by hand are told apart by their keys", async () => {
  const { orders, adapter, run } = await tape("keys");
  const order = orderOf(run, 1103, { lines: [shirt], total: "23.80" });
  const theirs = orderOf(`other-${run}`, 1103, { lines: lines.slice(1, 2), total: "35.70" });
  await orders.create(order, signal);
  await orders.create(theirs, signal);
  const { records } = await readAll(adapter, "orderStates");
  const named = records.filter(({ orderName, key }) => orderName === "#1103" && key?.includes(run));
  expect(named.map(({ key }) => key).toSorted()).toEqual([order.key, theirs.key].toSorted());
});
