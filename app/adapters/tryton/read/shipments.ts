import { z } from "zod";
import type { ParcelRecord, ShipmentLine, ShipmentRecord } from "#app/core/source/order-records.ts";
import { idsIn } from "../wire/changes.ts";
import { lineIdOf } from "../wire/key.ts";
import { newest, shipmentStatuses, sku } from "../wire/mapping.ts";
import type { Feed } from "./reader.ts";
import { keyOf, LOOK_AGAIN_MS, listOurs, readSales } from "../orders/sales.ts";
import { Parcel, type Sale, SaleLine, type Shipment, Shipment as ShipmentRow } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";
import { noonOf } from "../wire/wire.ts";

const fields = [
  "number",
  "state",
  "planned_date",
  "effective_date",
  "warehouse.code",
  "warehouse.name",
  "create_date",
  "write_date",
  ...["state", "origin", "sale", "internal_quantity", "product.code"].map((name) => `outgoing_moves.${name}`),
];

/** What goes out to customers, with its parcels. One shipment may hold several orders of a customer: each has its own record. */
export function shipments(source: Source): Feed<ShipmentRecord> {
  const shipment = (row: Record<string, unknown>) => idOfReference(row["shipment"]);
  return {
    kind: "shipments",
    pageSize: source.pageSize,
    complete: false,
    wholeEveryMs: LOOK_AGAIN_MS,
    places: () => Promise.resolve([null]),
    list: listOurs(source, "stock.shipment.out", "moves.sale."),
    changes: async (signal) => [
      { model: "stock.shipment.out", domain: [], fields: [], idsOf: ({ id }) => idsIn(id) },
      { model: "stock.move", domain: [outgoing], fields: ["shipment"], idsOf: shipment },
      ...((await source.modules(signal)).has("stock_package")
        ? [{ model: "stock.package", domain: [outgoing], fields: ["shipment"], idsOf: shipment }]
        : []),
    ],
    read: (ids, _place, signal) => readShipments(source, ids, signal),
  };
}

const outgoing = ["shipment", "like", "stock.shipment.out,%"];

async function readShipments(source: Source, ids: readonly number[], signal: AbortSignal) {
  const { client } = source;
  const asOf = new Date(await source.now(signal));
  const modules = await source.modules(signal);
  const asked = modules.has("sale_shipment_cost") ? [...fields, "carrier.party.name"] : fields;
  const rows = await client.model("stock.shipment.out.read", [ids, asked], z.array(ShipmentRow), signal);
  const moves = rows.flatMap((row) => row["outgoing_moves."]);
  const saleIds = [...new Set(moves.flatMap(({ sale }) => sale ?? []))].sort((a, b) => a - b);
  const sales = (await readSales(source, saleIds, signal)).filter((sale) => keyOf(sale) !== null);
  const lines = await lineIds(source, moves, signal);
  const parcels = modules.has("stock_package") ? await readParcels(source, ids, signal) : [];
  const records = rows.flatMap((row) =>
    sales
      .filter((sale) => row["outgoing_moves."].some((move) => move.sale === sale.id))
      .map((sale) => shipmentOf(row, sale, lines, parcels, asOf)),
  );
  return { records, setAside: [] };
}

function shipmentOf(
  row: Shipment,
  sale: Sale,
  lines: ReadonlyMap<string, string | null>,
  parcels: readonly z.infer<typeof Parcel>[],
  asOf: Date,
): ShipmentRecord {
  const status = shipmentStatuses[row.state] ?? "waiting";
  const moves = row["outgoing_moves."].filter((move) => move.sale === sale.id);
  const moveIds = new Set(moves.map(({ id }) => id));
  const warehouse = row["warehouse."];
  return {
    key: keyOf(sale)?.order ?? null,
    orderName: sale.reference,
    id: `${row.id}-${sale.id}`,
    number: row.number ?? `draft ${row.id}`,
    warehouse: warehouse.code?.trim() || warehouse.name,
    status,
    promisedAt: row.planned_date === null ? null : noonOf(row.planned_date),
    shippedAt: status === "shipped" ? shippedAt(row) : null,
    deliveredAt: null,
    lines: moves
      .filter(({ state }) => status === "cancelled" || state !== "cancelled")
      .flatMap((move): ShipmentLine[] => {
        const code = sku(move["product."].code);
        if (code === null) return [];
        return [
          { lineId: lines.get(move.origin ?? "") ?? null, sku: code, quantity: move.internal_quantity ?? 0 },
        ];
      }),
    parcels: parcels
      .filter((parcel) => parcel.shipment === `stock.shipment.out,${row.id}`)
      .filter(({ moves: inside }) => inside.length === 0 || inside.some((id) => moveIds.has(id)))
      .map((parcel): ParcelRecord => {
        return {
          id: String(parcel.id),
          carrier: row["carrier."]?.["party."].name ?? null,
          number: parcel.shipping_reference?.trim() || null,
          url: parcel.shipping_tracking_url || null,
          events: [],
        };
      }),
    asOf,
    origin: `shipment ${row.id}`,
  };
}

/** Tryton keeps the day; the time is that of the last write if that was on this day. */
function shippedAt({ effective_date: day, write_date: written, create_date: made }: Shipment): Date {
  const at = written ?? made;
  return day !== null && at?.slice(0, day.length) !== day ? noonOf(day) : newest(at);
}

/** Maps each sale line that goods were moved for, as moves name it ("sale.line,3"), to the order's line. */
async function lineIds(
  { client }: Source,
  moves: readonly { origin: string | null }[],
  signal: AbortSignal,
): Promise<Map<string, string | null>> {
  const ids = [...new Set(moves.flatMap(({ origin }) => saleLineOf(origin)))].sort((a, b) => a - b);
  if (ids.length === 0) return new Map();
  const rows = await client.model("sale.line.read", [ids, ["note"]], z.array(SaleLine), signal);
  return new Map(rows.map(({ id, note }) => [`sale.line,${id}`, lineIdOf(note)]));
}

function saleLineOf(origin: string | null): number[] {
  return origin?.startsWith("sale.line,") ? idOfReference(origin) : [];
}

async function readParcels({ client, ...source }: Source, ids: readonly number[], signal: AbortSignal) {
  const followed = (await source.modules(signal)).has("stock_package_shipping");
  const names = ["shipment", "moves", ...(followed ? ["shipping_reference", "shipping_tracking_url"] : [])];
  // Boxes within boxes are one parcel.
  const domain = [
    ["shipment", "in", ids.map((id) => `stock.shipment.out,${id}`)],
    ["parent", "=", null],
  ];
  const params = [domain, 0, null, [["id", "ASC"]], names];
  return client.model("stock.package.search_read", params, z.array(Parcel), signal);
}

/** The id in "stock.shipment.out,12". */
function idOfReference(value: unknown): number[] {
  const id = Number(typeof value === "string" ? value.split(",")[1] : NaN);
  return Number.isInteger(id) ? [id] : [];
}
