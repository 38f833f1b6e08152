import type { TFunction } from "i18next";
import { blockedReason } from "#app/core/values/blocked.ts";
import { CATALOG_KINDS, isCatalogKind, type RecordKind } from "#app/core/values/record-kind.ts";
import type { Need } from "./need.ts";
import { orderNeeds, type OrderAlerts } from "./order-needs.ts";

export interface NeedsInput {
  holds: readonly {
    id: string;
    kind: string;
    reason: string;
    changes: number;
    zeroed: number;
    rows: number;
  }[];
  connections: readonly {
    id: string;
    name: string;
    state: string;
    stateReason: string | null;
    ambiguous: number;
    proposed: number;
    missing: number;
    setAside: number;
    /** Price lists of the source that nobody has mapped or ignored. */
    openLists: number;
  }[];
  values: readonly { record: RecordKind; verdict: string; reason: string | null; n: number }[];
  orders: OrderAlerts;
}

/** Puts what waits for a person into sentences, most urgent first, each with its one action. */
export function needsInWords(input: NeedsInput, t: TFunction): Need[] {
  const { holds, connections } = input;
  const values = input.values.filter(({ record }) => isCatalogKind(record));
  const ofOrders = input.values.filter(({ record }) => !isCatalogKind(record));
  const needs = [
    ...connections.flatMap((connection) => connectionNeeds(connection, t)),
    ...holds.map((hold): Need => ({
      key: hold.id,
      urgent: true,
      text: holdSentence(hold, t),
      detail: t(`needs.holdDetail.${CATALOG_KINDS.find((record) => record === hold.kind) ?? "stock"}`),
      action: t("needs.holdAction"),
      url: `/app/holds/${hold.id}`,
    })),
    ...orderNeeds(ofOrders, input.orders, t),
    ...conflictNeeds(values, t),
    ...values.filter(({ verdict }) => verdict !== "conflict").map((row) => valueNeed(row, t)),
    ...connections.flatMap((connection) => linkNeeds(connection, t)),
  ];
  return needs.sort((a, b) => Number(b.urgent) - Number(a.urgent));
}

/** Why a plan waits, with the numbers that made it wait. */
export function holdSentence(
  hold: { reason: string; changes: number; zeroed: number; rows: number },
  t: TFunction,
): string {
  const { changes, zeroed, rows } = hold;
  switch (hold.reason) {
    case "source-empty":
      return t("hold.reason.sourceEmpty");
    case "first-plan":
      return t("hold.reason.firstPlan", { count: changes });
    case "source-smaller":
      return t("hold.reason.sourceSmaller", { count: changes });
    case "too-many-zeroed":
      return t("hold.reason.tooManyZeroed", { count: zeroed, rows });
    case "too-many-changes":
      return t("hold.reason.tooManyChanges", { count: changes, rows });
    case "price-jump":
      return t("hold.reason.priceJump", { count: changes });
    default:
      return t("hold.reason.alwaysAsk", { count: changes });
  }
}

function connectionNeeds(connection: NeedsInput["connections"][number], t: TFunction): Need[] {
  if (connection.state !== "broken") return [];
  const detail = connection.stateReason ?? t("needs.brokenDetail");
  const url = `/app/connections/${connection.id}`;
  const text = t("needs.broken", { name: connection.name });
  return [
    { key: `${connection.id} broken`, urgent: true, text, detail, action: t("needs.brokenAction"), url },
  ];
}

/** One line for all conflicts: they are decided on one page. */
function conflictNeeds(values: NeedsInput["values"], t: TFunction): Need[] {
  const count = values.reduce((sum, { verdict, n }) => (verdict === "conflict" ? sum + n : sum), 0);
  if (count === 0) return [];
  const text = t("needs.conflict", { count });
  return [{ key: "conflict", urgent: true, text, action: t("needs.decide"), url: "/app/conflicts" }];
}

function linkNeeds(
  { id, name, ambiguous, proposed, setAside, openLists }: NeedsInput["connections"][number],
  t: TFunction,
) {
  const needs: Need[] = [];
  if (openLists > 0) {
    const text = t("needs.openLists", { count: openLists, name });
    needs.push({
      key: `${id} lists`,
      urgent: false,
      text,
      action: t("needs.choose"),
      url: `/app/connections/${id}/prices`,
    });
  }
  const links = `/app/connections/${id}/links`;
  if (ambiguous > 0) {
    const text = t("needs.ambiguous", { count: ambiguous });
    needs.push({
      key: `${id} ambiguous`,
      urgent: false,
      text,
      action: t("needs.choose"),
      url: `${links}?state=ambiguous`,
    });
  }
  if (proposed > 0) {
    const text = t("needs.proposed", { count: proposed });
    needs.push({
      key: `${id} proposed`,
      urgent: false,
      text,
      action: t("needs.confirm"),
      url: `${links}?state=proposed`,
    });
  }
  if (setAside > 0) {
    const text = t("needs.setAside", { count: setAside });
    needs.push({
      key: `${id} aside`,
      urgent: false,
      text,
      action: t("needs.look"),
      url: `/app/connections/${id}/set-aside`,
    });
  }
  return needs;
}

function valueNeed({ record, verdict, reason, n }: NeedsInput["values"][number], t: TFunction): Need {
  const url = `/app/drift?view=${verdict}&record=${record}${reason ? `&reason=${reason}` : ""}`;
  return {
    key: `${record} ${verdict} ${reason ?? ""}`,
    urgent: verdict !== "blocked",
    text: verdict === "blocked" ? blockedNeed(record, reason, n, t) : t("needs.failing", { count: n }),
    action: t("needs.review"),
    url,
  };
}

function blockedNeed(record: RecordKind, reason: string | null, count: number, t: TFunction): string {
  if (reason === "no-reading" && record === "price") return t("needs.noPrice", { count });
  return t(`needs.blocked.${blockedReason(reason)}`, { count });
}
