import { describe, expect, test } from "vitest";
import { z } from "zod";
import { anna, creditOf, lines, orderOf, shirt } from "./orders.ts";
import { person } from "../erp.ts";
import { readAll, signal, tape } from "../shop.ts";

const Rows = z.array(z.record(z.string(), z.unknown()));

async function made(writer: Awaited<ReturnType<typeof tape>>["orders"], order: ReturnType<typeof orderOf>) {
  const answer = await writer.create(order, signal);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

describe("an order of the shop", () => {
  test("becomes a confirmed sale that comes to the cent to what the shop charged", async () => {
    const { orders, run, url } = await tape("confirmed");
    const state = await made(orders, orderOf(run, 1001));
    expect(state).toMatchObject({ status: "confirmed", total: "66.40", currency: "EUR" });
    expect(state.bookedAt).toBeInstanceOf(Date);
    expect(state.url).toMatch(/#erp\/model\/sale\.sale\/\d+$/);
    const fields = [
      "reference",
      "state",
      "comment",
      "warehouse.code",
      "lines.note",
      "lines.quantity",
      "lines.product.code",
    ];
    const erp = person(url);
    const [sale] = await erp.call("sale.sale.read", [[Number(state.id)], fields], Rows);
    await erp.close();
    expect(sale).toMatchObject({
      reference: "#1001",
      state: "processing",
      comment: "Please ring twice\nPurchase order: PO 7\nGift: yes\nTags: vip",
      "warehouse.": { code: "WH-HAM" },
    });
    const held = z.array(z.object({ note: z.string(), quantity: z.number() })).parse(sale?.["lines."]);
    expect(held.map(({ note, quantity }) => `${quantity} ${note}`).toSorted()).toEqual([
      "1 Shop line 12\nDiscount 4.3 WELCOME",
      "1 Shop line shipping/7",
      "1 Shop line tip",
      "2 Shop line 11",
    ]);
  });

  test("that the shop rounded line by line gets a line for the cent that is over", async () => {
    const { orders, run, url } = await tape("rounded");
    const cheap = {
      ...shirt,
      quantity: 1,
      total: "0.99",
      taxes: [{ title: "VAT 19%", rate: "0.19", amount: "0.16" }],
    };
    const three = ["21", "22", "23"].map((id) => ({ ...cheap, id }));
    const sale = await made(orders, orderOf(run, 1004, { lines: three, total: "2.97" }));
    expect(sale.total).toBe("2.97");
    const erp = person(url);
    const [row] = await erp.call(
      "sale.sale.read",
      [[Number(sale.id)], ["lines.note", "lines.unit_price"]],
      Rows,
    );
    await erp.close();
    expect(row?.["lines."]).toContainEqual(
      expect.objectContaining({
        note: "Shop line rounding",
        unit_price: { __class__: "Decimal", decimal: expect.stringMatching(/^0\.010*$/) as string },
      }),
    );
  });

  test("takes its goods out of the stock at once, and a cancellation gives them back", async () => {
    const { orders, adapter, run } = await tape("stock");
    const free = async () => {
      const { records } = await readAll(adapter, "stock");
      return (
        records.find(({ sku, warehouse }) => sku === "DEMO-0002" && warehouse === "WH-HAM")?.quantity ?? NaN
      );
    };
    const before = await free();
    const sale = await made(orders, orderOf(run, 1002));
    expect(await free()).toBe(before - 2);
    await orders.cancel?.(sale.id, "CUSTOMER", signal);
    expect(await free()).toBe(before);
  });

  test("of more than there is goes in all the same: the customer has bought it", async () => {
    const { orders, run } = await tape("short");
    const order = orderOf(run, 1003, {
      lines: [
        {
          ...shirt,
          quantity: 1000,
          total: "11900.00",
          taxes: [{ title: "VAT 19%", rate: "0.19", amount: "1900.00" }],
        },
      ],
      total: "11900.00",
    });
    const sale = await made(orders, order);
    expect(sale).toMatchObject({ status: "confirmed", total: "11900.00" });
    await orders.cancel?.(sale.id, "CUSTOMER", signal);
  });

  test.each([
    ["no-product", { lines: [{ ...shirt, sku: "NOPE" }], total: "23.80" }, 'no product with the code "NOPE"'],
    [
      "no-tax",
      { lines: [{ ...shirt, taxes: [{ title: "MVA", rate: "0.25", amount: "4.76" }] }], total: "23.80" },
      "MVA 25 %",
    ],
    [
      "no-country",
      { customer: { ...anna, key: "customer/9", email: null, billing: { ...anna.billing!, country: "AQ" } } },
      "country with the code AQ",
    ],
    ["no-currency", { currency: "CHF" }, "the currency CHF"],
    ["no-terms", { paid: false, paymentTerms: "Net 45" }, 'no payment term "Net 45"'],
    ["no-warehouse", { warehouse: "MOON" }, 'no warehouse "MOON"'],
    ["other-total", { total: "80.00" }, "works out 66.40 EUR where the shop charged 80.00"],
  ])(
    "that Tryton cannot hold is refused in words, and leaves nothing behind: %s",
    async (name, more, words) => {
      const { orders, run } = await tape(name);
      const order = orderOf(run, 1010, more);
      const answer = await orders.create(order, signal);
      expect(answer).toMatchObject({ ok: false, message: expect.stringContaining(words) as string });
      expect(await orders.find(order.key, signal)).toBeNull();
    },
  );
});

describe("who buys", () => {
  test("a customer is made once and known again by e-mail, whatever the address", async () => {
    const { orders, run, url } = await tape("customers");
    const email = `eva-${run}@example.com`;
    const eva = { ...anna, key: `customer/1${run}`, name: "Eva", email };
    const elsewhere = { ...eva.billing!, street: "Nebenweg 1" };
    const sales = [
      await made(orders, orderOf(run, 1021, { customer: eva })),
      await made(orders, orderOf(run, 1022, { customer: { ...eva, email: `new-${email}` } })),
      await made(
        orders,
        orderOf(run, 1023, { customer: { ...eva, key: "guest/1023", shipping: elsewhere } }),
      ),
    ];
    const erp = person(url);
    const ids = sales.map(({ id }) => Number(id));
    const rows = await erp.call(
      "sale.sale.read",
      [ids, ["party", "invoice_address", "shipment_address"]],
      Rows,
    );
    await erp.close();
    expect(new Set(rows.map(({ party }) => party)).size).toBe(1);
    expect(new Set(rows.map(({ invoice_address }) => invoice_address)).size).toBe(1);
    expect(new Set(rows.map(({ shipment_address }) => shipment_address)).size).toBe(2);
  });

  test("a company is made with its tax number, and known again by it", async () => {
    const { orders, run, url } = await tape("companies");
    const company = {
      key: "company/1",
      name: "Jensen ApS",
      externalId: null,
      location: "Store",
      locationExternalId: null,
      taxId: `X${run}`,
    };
    const buyer = { ...anna, key: `company/1/${run}`, email: null, company };
    const sales = [
      await made(orders, orderOf(run, 1031, { customer: buyer })),
      await made(orders, orderOf(run, 1032, { customer: { ...buyer, key: `company/2/${run}` } })),
    ];
    const erp = person(url);
    const rows = await erp.call(
      "sale.sale.read",
      [sales.map(({ id }) => Number(id)), ["party", "party.name"]],
      Rows,
    );
    await erp.close();
    expect(new Set(rows.map(({ party }) => party)).size).toBe(1);
    expect(rows[0]).toMatchObject({ "party.": { name: "Jensen ApS" } });
  });
});

describe("an order that changes", () => {
  test("is replaced by another sale while nothing of it is packed", async () => {
    const { orders, adapter, run } = await tape("amended");
    const order = orderOf(run, 1041);
    const first = await made(orders, order);
    const fewer = { ...order, lines: lines.slice(0, 1), total: "23.80" };
    const amended = await orders.amend?.(first.id, fewer, signal);
    expect(amended).toMatchObject({ ok: true, value: { status: "confirmed", total: "23.80" } });
    expect(await orders.find(order.key, signal)).toEqual(amended?.ok ? amended.value : null);
    const states = (await readAll(adapter, "orderStates")).records.filter(({ key }) => key === order.key);
    expect(states.map((state) => state.order?.total)).toEqual(["23.80"]);
    const shipments = (await readAll(adapter, "shipments")).records.filter(({ key }) => key === order.key);
    expect(shipments.map(({ status }) => status)).toEqual(["cancelled", "waiting"]);
  });

  test("in its remarks alone keeps its sale", async () => {
    const { orders, run } = await tape("remarks");
    const order = orderOf(run, 1042);
    const first = await made(orders, order);
    const amended = await orders.amend?.(first.id, { ...order, note: "Ring once" }, signal);
    expect(amended).toEqual({ ok: true, value: first });
  });

  test("after it was shipped is refused, and so is its cancellation", async () => {
    const { orders, run, url } = await tape("too-late");
    const order = orderOf(run, 1043);
    const sale = await made(orders, order);
    const erp = person(url);
    await erp.ship((await erp.shipmentsOf(sale.id))[0] ?? 0, "PX1");
    await erp.close();
    const fewer = { ...order, lines: lines.slice(0, 1), total: "23.80" };
    for (const answer of [
      await orders.amend?.(sale.id, fewer, signal),
      await orders.cancel?.(sale.id, "FRAUD", signal),
    ]) {
      expect(answer).toMatchObject({
        ok: false,
        message: expect.stringContaining("shipped in Tryton already") as string,
      });
    }
    expect(await orders.find(order.key, signal)).toMatchObject({ id: sale.id, status: "shipped" });
  });
});

describe("what goes back", () => {
  test("goods come back by a sale of negative quantities, booked once", async () => {
    const { orders, run, url } = await tape("returned");
    const order = orderOf(run, 1051);
    const sale = await made(orders, order);
    const credit = creditOf(sale.id);
    const booked = await orders.credit?.(credit, signal);
    expect(booked).toMatchObject({ ok: true });
    expect(await orders.credit?.(credit, signal)).toEqual(booked);
    const erp = person(url);
    const id = Number(booked?.ok ? booked.value.id : 0);
    const [row] = await erp.call(
      "sale.sale.read",
      [[id], ["total_amount", "shipment_returns", "shipments"]],
      Rows,
    );
    await erp.close();
    expect(row).toMatchObject({ total_amount: { decimal: "-11.90" }, shipments: [] });
    expect(row?.["shipment_returns"]).toHaveLength(1);
    expect(await orders.find(order.key, signal)).toMatchObject({ id: sale.id, total: "66.40" });
  });

  test("money alone brings no goods to the warehouse", async () => {
    const { orders, run, url } = await tape("paid-back");
    const sale = await made(orders, orderOf(run, 1052));
    const booked = await orders.credit?.(creditOf(sale.id, { returned: false }), signal);
    const erp = person(url);
    const id = Number(booked?.ok ? booked.value.id : 0);
    const [row] = await erp.call("sale.sale.read", [[id], ["total_amount", "shipment_returns"]], Rows);
    await erp.close();
    expect(row).toMatchObject({ total_amount: { decimal: "-11.90" }, shipment_returns: [] });
  });
});

describe("an attempt that was cut short", () => {
  test("counts as none while Tryton has a draft only, and the next one makes the sale anew", async () => {
    const { orders, run, url } = await tape("draft-left");
    const order = orderOf(run, 1061);
    const erp = person(url);
    await erp.call("sale.sale.create", [[{ party: 3, currency: 1, web_id: order.key }]], z.array(z.number()));
    expect(await orders.find(order.key, signal)).toBeNull();
    const sale = await made(orders, order);
    expect(sale).toMatchObject({ status: "confirmed", total: "66.40" });
    await erp.close();
  });

  test("is finished where a quotation is left", async () => {
    const { orders, run, url } = await tape("quotation-left");
    const order = orderOf(run, 1062);
    const sale = await made(orders, order);
    const other = `${order.key}5`;
    const erp = person(url);
    const copies = await erp.call("sale.sale.copy", [[Number(sale.id)]], z.array(z.number()));
    await erp.call("sale.sale.write", [copies, { web_id: other }], z.null());
    await erp.press("sale.sale.quote", copies);
    await erp.close();
    expect(await orders.find(other, signal)).toMatchObject({ id: String(copies[0]), status: "confirmed" });
  });
});
