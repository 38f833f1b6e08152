import { hasShipped, type FulfillmentProblem, type FulfillmentFacts, type PlannedShipment } from "./facts.ts";
import type { ShipmentLine } from "../source/order-records.ts";
import type { ShopOrderDocument } from "../shop/order.ts";

/** Pieces by the shop's line id. */
export type PieceCount = Map<string, number>;

export interface ShipmentPieces {
  byLine: PieceCount;
  problems: FulfillmentProblem[];
}

/** Exported lines that are money, not goods, by SourceOrderLine.id. */
const NOT_GOODS = /^(shipping\/|duty\/|tip$|adjustment$)/;

/**
 * Pieces of the shop's lines in each shipment: by line id where the source keeps it, else by article. If
 * several lines sell one article, pieces go first to lines that already show some, then to what was ordered.
 */
export function shipmentPieces({ document, shipments, articleOf }: PiecesFacts): Map<string, ShipmentPieces> {
  const pieces = new Map(
    shipments.map(({ place }): [string, ShipmentPieces] => [place, { byLine: new Map(), problems: [] }]),
  );
  const counted = [...shipments.filter(hasShipped), ...shipments.filter((one) => !hasShipped(one))]
    .filter(({ status }) => status !== "cancelled")
    .flatMap((shipment) => shipment.lines.map((line) => ({ shipment, line })));
  const shared: SharedLine[] = [];
  for (const { shipment, line } of counted) {
    if (line.lineId !== null && NOT_GOODS.test(line.lineId)) continue;
    const into = pieces.get(shipment.place);
    if (!into) continue;
    const found = linesOf(document, shipment, line, articleOf);
    const quantity = line.quantity / found.unit;
    const problem = { lineId: found.lineIds[0] ?? null, sku: line.sku, quantity: line.quantity };
    if (found.lineIds.length === 0) into.problems.push({ code: "unknown-line", ...problem });
    else if (!Number.isInteger(quantity)) into.problems.push({ code: "part-of-pack", ...problem });
    else shared.push({ shipment, lineIds: found.lineIds, left: quantity, byLine: into.byLine });
  }
  distribute(document, shared);
  return pieces;
}

export type PiecesFacts = Pick<FulfillmentFacts, "document" | "shipments" | "articleOf">;

interface SharedLine {
  shipment: PlannedShipment;
  lineIds: readonly string[];
  left: number;
  byLine: PieceCount;
}

function linesOf(
  document: ShopOrderDocument,
  { connectionId }: PlannedShipment,
  { lineId, sku }: ShipmentLine,
  articleOf: PiecesFacts["articleOf"],
): { lineIds: string[]; unit: number } {
  const article = articleOf(connectionId, sku);
  const unit = article?.unit ?? 1;
  if (document.lines.some(({ id }) => id === lineId))
    return { lineIds: lineId === null ? [] : [lineId], unit };
  const sold = document.lines.filter((line) =>
    article === null ? line.sku === sku : line.variantId === article.variantId,
  );
  return { lineIds: sold.map(({ id }) => id), unit };
}

/** Fills lines in rounds, each with more room than the one before, so that no shipment takes what another one shows. */
function distribute(document: ShopOrderDocument, shared: readonly SharedLine[]): void {
  const taken: PieceCount = new Map();
  const give = (to: SharedLine, lineId: string, quantity: number) => {
    if (quantity <= 0) return;
    to.left -= quantity;
    addPieces(to.byLine, lineId, quantity);
    addPieces(taken, lineId, quantity);
  };
  const round = (room: (to: SharedLine, lineId: string) => number) => {
    for (const to of shared) {
      for (const lineId of to.lineIds) give(to, lineId, Math.min(to.left, room(to, lineId)));
    }
  };
  for (const to of shared) if (to.lineIds.length === 1) give(to, to.lineIds[0] ?? "", to.left);
  const shown = shownPieces(document, () => true);
  round(({ shipment, byLine }, lineId) => {
    const own = shownPieces(document, (id) => shipment.fulfillmentIds.includes(id)).get(lineId) ?? 0;
    return Math.min(own - (byLine.get(lineId) ?? 0), (shown.get(lineId) ?? 0) - (taken.get(lineId) ?? 0));
  });
  round((_, lineId) => (shown.get(lineId) ?? 0) - (taken.get(lineId) ?? 0));
  const ordered = new Map(document.lines.map(({ id, quantity }) => [id, quantity]));
  round((_, lineId) => (ordered.get(lineId) ?? 0) - (taken.get(lineId) ?? 0));
  for (const to of shared) give(to, to.lineIds[0] ?? "", to.left);
}

/** Pieces that the shop shows as fulfilled, by line. */
function shownPieces(document: ShopOrderDocument, which: (id: string) => boolean): PieceCount {
  const shown: PieceCount = new Map();
  for (const { id, status, lines } of document.fulfillments) {
    if (!isLive(status) || !which(id)) continue;
    for (const { lineId, quantity } of lines) addPieces(shown, lineId, quantity);
  }
  return shown;
}

/** A fulfillment that is not live shows nothing as shipped. */
export function isLive(status: string): boolean {
  return status !== "CANCELLED" && status !== "ERROR" && status !== "FAILURE";
}

export function addPieces(to: PieceCount, lineId: string, quantity: number): void {
  to.set(lineId, (to.get(lineId) ?? 0) + quantity);
}

export function countPieces(pieces: PieceCount): number {
  return [...pieces.values()].reduce((sum, quantity) => sum + quantity, 0);
}
