import type { TFunction } from "i18next";
import type { Need } from "./need.ts";

/** Stuck and missing orders; null where there are none. */
export interface OrderAlerts {
  notExported: { n: number; hours: number } | null;
  notShipped: { n: number; hours: number } | null;
  quiet: { hours: number } | null;
}

interface WaitingOrders {
  record: string;
  verdict: string;
  reason: string | null;
  n: number;
}

/** Orders and shipments that need a person, and silence where there should be orders, each with its one action. */
export function orderNeeds(rows: readonly WaitingOrders[], alerts: OrderAlerts, t: TFunction): Need[] {
  const of = (record: string, told: (row: WaitingOrders) => boolean) =>
    rows.filter((row) => row.record === record && told(row)).reduce((sum, { n }) => sum + n, 0);
  const isMoney = ({ verdict, reason }: WaitingOrders) => verdict === "conflict" && reason === "source-total";
  const stuck = "/app/orders?view=stuck";
  const said = [
    { what: "review", n: of("order", ({ verdict }) => verdict === "blocked"), url: `${stuck}&reason=review` },
    { what: "money", n: of("order", isMoney), url: "/app/orders?view=money" },
    { what: "conflict", n: of("order", (row) => row.verdict === "conflict" && !isMoney(row)), url: stuck },
    { what: "refused", n: of("order", ({ verdict }) => verdict === "failing"), url: stuck },
    { what: "shipments", n: of("fulfillment", () => true), url: stuck },
  ] as const;
  const late = (name: "notExported" | "notShipped", view: string): Need[] => {
    const alert = alerts[name];
    if (!alert) return [];
    const text = t(`needs.order.${name}`, { count: alert.n, hours: alert.hours });
    return [need(`order ${name}`, text, `/app/orders?view=${view}&sort=oldest`, t)];
  };
  const quiet = alerts.quiet
    ? [need("order quiet", t("needs.order.quiet", { count: alerts.quiet.hours }), "/app/orders", t)]
    : [];
  return [
    ...said
      .filter(({ n }) => n > 0)
      .map(({ what, n, url }) => need(`order ${what}`, t(`needs.order.${what}`, { count: n }), url, t)),
    ...late("notExported", "not-exported"),
    ...late("notShipped", "not-shipped"),
    ...quiet,
  ];
}

function need(key: string, text: string, url: string, t: TFunction): Need {
  return { key, urgent: true, text, action: t("needs.look"), url };
}
