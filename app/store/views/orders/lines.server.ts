import type { ShipmentLine } from "#app/core/source/order-records.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { SourceOrder } from "#app/core/source/order.ts";

/** One line of an order in all systems. The source counts in units of its own, the shop in pieces. */
export interface OrderLineRow {
  id: string;
  title: string;
  sku: string | null;
  variantId: string | null;
  bundle: string | null;
  /** Ordered, without what was removed or refunded since. */
  ordered: number;
  /** What the source calls the article; null: the line is not for the source. */
  sourceSku: string | null;
  /** What the source holds, in its own units; null: nothing. */
  held: number | null;
  /** The source does not know the article: it holds a line of text. */
  placeholder: boolean;
  /** What the source says it shipped; null: none of its shipments names the line. */
  shipped: number | null;
  /** What customers see as shipped. */
  fulfilled: number;
  /** Given back, or on its way back. */
  returned: number;
}

/** Lines of an order with what each system says about them: what the source should hold, and what it does hold. */
export function orderLines(
  document: ShopOrderDocument,
  { planned, held }: { planned: SourceOrder | null; held: SourceOrder | null },
  shipped: readonly ShipmentLine[],
): OrderLineRow[] {
  const fulfilled = document.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines);
  const refunded = document.refunds.flatMap(({ lines }) => lines);
  const returning = document.returns
    .filter(({ status }) => status === "OPEN" || status === "REQUESTED")
    .flatMap(({ lines }) => lines);
  return document.lines.map((line) => {
    const asked = planned?.lines.find(({ id }) => id === line.id) ?? null;
    const there = held?.lines.find(({ id }) => id === line.id) ?? null;
    const sourceSku = asked?.sku ?? there?.sku ?? null;
    const of = (lines: readonly { lineId: string; quantity: number }[]) =>
      lines.reduce((all, { lineId, quantity }) => (lineId === line.id ? all + quantity : all), 0);
    return {
      id: line.id,
      title: titleOf(line),
      sku: line.sku,
      variantId: line.variantId,
      bundle: line.bundle?.title ?? null,
      ordered: line.currentQuantity,
      sourceSku,
      held: there?.quantity ?? null,
      placeholder: asked?.kind === "placeholder",
      shipped: shippedOf(line.id, sourceSku, shipped),
      fulfilled: of(fulfilled),
      // Goods that are refunded and on their way back are the same goods.
      returned: Math.max(of(refunded), of(returning)),
    };
  });
}

function titleOf({ title, variantTitle }: ShopOrderDocument["lines"][number]): string {
  return variantTitle ? `${title} · ${variantTitle}` : title;
}

function shippedOf(id: string, sku: string | null, shipped: readonly ShipmentLine[]): number | null {
  const named = shipped.filter((line) => (line.lineId === null ? line.sku === sku : line.lineId === id));
  return named.length === 0 ? null : named.reduce((all, { quantity }) => all + quantity, 0);
}
