import { Badge } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { OrderStanding, OrderStandingState } from "#app/core/order-standing.ts";
import type { formats } from "./format.ts";

// The mark in front differs as well, so that no state is told by color alone.
const FACES = {
  stuck: { tone: "warning", progress: "incomplete" },
  waiting: { tone: "info", progress: "incomplete" },
  moving: { tone: "info", progress: "partiallyComplete" },
  done: { tone: "success", progress: "complete" },
  left: {},
  cancelled: {},
  "not-kept": {},
} as const satisfies Record<OrderStandingState, object>;

export function StandingBadge({ state }: { state: OrderStandingState }) {
  const { t } = useTranslation();
  return <Badge {...FACES[state]}>{t(`orderState.${state}`)}</Badge>;
}

/** The one thing to say of an order, as a sentence. */
export function standingInWords(
  { key, params }: Pick<OrderStanding, "key" | "params">,
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  const { connection, number, message, at } = params;
  return t(key, {
    connection: connection === "" ? t("orderSays.someSource") : connection,
    number,
    message,
    at: at === null ? t("orderSays.soon") : format.moment(at),
  });
}
