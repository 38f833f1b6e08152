import type { TFunction } from "i18next";
import { parseFulfillmentValue } from "#app/core/fulfillment/value.ts";
import { parseOrderValue } from "#app/core/orders/value.ts";
import { LEFT_REASONS, orderProgress } from "#app/core/orders/progress/state.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import type { OrderKind } from "#app/core/values/record-kind.ts";
import type { formats } from "../parts/format.ts";
import { progressInWords } from "./order-progress.ts";

type Formats = ReturnType<typeof formats>;

/** What one side says about an order: "open, €120.50, 3 pieces". */
export function orderText(text: string, t: TFunction, format: Formats): string {
  const value = parseOrderValue(text);
  if (!value) return t("value.unreadable");
  const { status, total, pieces } = value;
  return t("value.orderSays", {
    status: t(`value.orderStatus.${status}`),
    total: format.money(total),
    count: pieces,
  });
}

/** What one side says about a shipment: "shipped, 3 pieces, PostNord 123". */
export function fulfillmentText(text: string, t: TFunction): string {
  const value = parseFulfillmentValue(text);
  if (!value) return t("value.unreadable");
  const { state, lines, tracking } = value;
  if (state === "none") return t("value.shipmentState.none");
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const parcels = tracking.map(({ carrier, number }) => [carrier, number].filter(Boolean).join(" "));
  const said = t("value.shipmentSays", { state: t(`value.shipmentState.${state}`), count });
  return [said, ...parcels.filter((parcel) => parcel !== "")].join(", ");
}

interface OrderRow {
  kind: OrderKind;
  place: string;
  /** What the connection is called. */
  placeName: string | null;
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
}

/** Why an order or a shipment is as it is, in one line. */
export function orderWhy(row: OrderRow, t: TFunction, format: Formats): string {
  const { verdict, reason, placeName } = row;
  const connection = placeName ?? t("orderSays.someSource");
  if (verdict === "in-sync") return t(reason === "accepted" ? "orderSays.accepted" : "orderSays.inStep");
  if (verdict === "held" && reason !== "paused") return t("why.ignored");
  if (verdict === "unknown") {
    const left = LEFT_REASONS.find((known) => known === reason);
    return left ? t(`orderSays.left.${left}`, { connection }) : t("why.notDecided");
  }
  const state = verdict === "push" || verdict === "planned" ? "owed" : "exported";
  const entry = { connectionId: row.place.split("/")[0] ?? "", connection, state, reason: null };
  const cause = { ...row, retryAt: null };
  const entries = row.kind === "order" ? [{ ...entry, message: null, dueAt: null, number: null }] : [];
  const standing = orderProgress({ cancelledAt: null, stages: [], entries, verdicts: [cause] });
  const params = { ...standing.params, connection };
  return progressInWords({ ...standing, params }, t, format);
}
