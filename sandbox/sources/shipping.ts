import type { WarehouseCode } from "./assortment.ts";
import { piecesIn, type ErpOrder, type ErpParcel, type ErpShipment } from "./erp-order.ts";
import { hash } from "./names.ts";

interface Carrier {
  name: string;
  prefix: string;
  url: (number: string) => string;
}

const royalMail: Carrier = {
  name: "Royal Mail",
  prefix: "RM",
  url: (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
};
const dhl: Carrier = {
  name: "DHL Express",
  prefix: "JD",
  url: (number) => `https://www.dhl.com/en/express/tracking.html?AWB=${number}`,
};
const dpd: Carrier = {
  name: "DPD UK",
  prefix: "DP",
  url: (number) => `https://track.dpd.co.uk/parcels/${number}`,
};

const partlyOneIn = 6;
const twoParcelsFrom = 40;

/** What goes out together: per warehouse, now and then in two goes, when some goods are harder to reach. */
export function planShipments(order: ErpOrder): ErpShipment[] {
  const open = order.lines.flatMap((line) => {
    const pieces = line.sku === null ? 0 : line.pieces - piecesIn(order, line.id, ["shipped", "delivered"]);
    return pieces > 0 ? [{ line, pieces }] : [];
  });
  const groups = [...Map.groupBy(open, ({ line }) => line.warehouse)].flatMap(([warehouse, lines]) => {
    const inTwo = lines.length > 1 && hash(`partly ${order.key}`) % partlyOneIn === 0;
    const goes = inTwo ? [lines.slice(0, -1), lines.slice(-1)] : [lines];
    return goes.map((own) => ({ warehouse, lines: own }));
  });
  return groups.map(({ warehouse, lines }, at) => shipment(order, warehouse, lines, at));
}

function shipment(
  order: ErpOrder,
  warehouse: WarehouseCode,
  lines: ErpShipment["lines"],
  at: number,
): ErpShipment {
  const number = `${order.number.replace("SO", "DN")}-${order.shipments.length + at + 1}`;
  return { number, warehouse, status: "picking", lines, parcels: [], shippedAt: null, deliveredAt: null };
}

/** Hands a shipment to the carrier of the country, in as many parcels as it takes. */
export function pack(order: ErpOrder, shipment: ErpShipment): ErpParcel[] {
  const pieces = shipment.lines.reduce((sum, line) => sum + line.pieces, 0);
  const carrier = order.country === "GB" ? (hash(order.key) % 3 === 0 ? dpd : royalMail) : dhl;
  return Array.from({ length: pieces >= twoParcelsFrom ? 2 : 1 }, (_, at) => {
    const digits = String(hash(`${shipment.number}/${at}`)).padStart(10, "0");
    const number = `${carrier.prefix}${digits}${at}GB`;
    return { number, carrier: carrier.name, url: carrier.url(number), events: [] };
  });
}
