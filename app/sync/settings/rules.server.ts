import type { Guards } from "#app/core/values/plan.ts";
import type { PolicyRow } from "#app/core/values/policy.ts";
import { isPriceKind, type CatalogKind } from "#app/core/values/record-kind.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import type { JsonColumns } from "#app/store/database/json.server.ts";
import { loadContentAfter } from "#app/store/content/rows.server.ts";
import type { DecidedRow } from "#app/store/values/decisions.server.ts";
import { markRecordsDirty } from "#app/store/values/dirty.server.ts";
import { askForDrafts } from "#app/store/catalog/new-articles.server.ts";
import { deletePolicy, listPolicies, savePolicy } from "#app/store/shops/policies.server.ts";
import { FIRST_KEY, type ValueKey } from "#app/store/values/observations.server.ts";
import { loadPricesAfter } from "#app/store/prices/rows.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { loadStockAfter } from "#app/store/stock/rows.server.ts";
import { decideContent } from "../decide/content.server.ts";
import { decidePrice } from "../decide/price.server.ts";
import { decideStockRow } from "../decide/stock.server.ts";
import { toRules, type Rules } from "../decide/rules.server.ts";
import { saveBasis, saveGuards } from "./settings.server.ts";

/** All rules that the settings page edits, as they would be. */
export interface RulesDraft {
  basis: Basis;
  guards: Guards;
  /** Every row of the edited rules that should exist; a stored row that is absent here is deleted. */
  policies: (PolicyRow & { value: JsonColumns["Policy.value"] })[];
}

/** Saves the rules that differ from the stored ones, and owes a decision to the values they are about. */
export async function saveRules(shop: string, draft: RulesDraft, who: string): Promise<void> {
  await saveBasis(shop, draft.basis);
  if (JSON.stringify((await getShop(shop)).guards) !== JSON.stringify(draft.guards)) {
    await saveGuards(shop, draft.guards);
  }
  const stored = (await listPolicies(shop)).filter(isEdited);
  const changed = draft.policies.filter((row) => !sameValue(stored.find(sameKey(row))?.value, row.value));
  const gone = stored.filter((row) => !draft.policies.some(sameKey(row)));
  for (const { rule, scope, subject, value } of changed) {
    await savePolicy(shop, { rule, scope, subject, value }, who);
  }
  for (const { rule, scope, subject } of gone) await deletePolicy(shop, rule, scope, subject);
  await markRecordsDirty(shop, recordsOf([...changed, ...gone]));
  if (changed.some(({ rule }) => rule === "create-products")) await askForDrafts(shop);
}

const CHUNK = 1_000;

/** A preview looks at this many values of a record kind, and says "at least" if there are more. */
const ROWS_MAX = 20_000;

/** Counts the values that would be written differently under a draft of the rules. Saves nothing. */
export async function previewRules(
  shop: string,
  draft: RulesDraft,
): Promise<{ changes: number; complete: boolean }> {
  const stored = await listPolicies(shop);
  const drafted = [...stored.filter((row) => !isEdited(row)), ...draft.policies];
  const { basis } = await getShop(shop);
  const at = new Date();
  const now = await toRules(shop, stored, at);
  const then: Rules = {
    ...(await toRules(shop, drafted, at)),
    basis: draft.basis,
    guards: draft.guards,
  };
  const touched = recordsOf(differing(stored, drafted));
  if (basis !== draft.basis) touched.add("stock");
  if (now.guards.priceMoveMax !== draft.guards.priceMoveMax) touched.add("price");
  const counts = await Promise.all([...touched].map((record) => count(shop, record, now, then)));
  return {
    changes: counts.reduce((sum, { changes }) => sum + changes, 0),
    complete: counts.every(({ complete }) => complete),
  };
}

/** One page of a record kind, each value decided by both sets of rules. */
const DECIDED_TWICE: Record<
  CatalogKind,
  (shop: string, after: ValueKey, now: Rules, then: Rules) => Promise<[DecidedRow, DecidedRow][]>
> = {
  stock: async (shop, after, now, then) =>
    (await loadStockAfter(shop, after, CHUNK)).map((row) => [
      decideStockRow(row, now),
      decideStockRow(row, then),
    ]),
  price: async (shop, after, now, then) =>
    (await loadPricesAfter(shop, after, CHUNK)).map((row) => [decidePrice(row, now), decidePrice(row, then)]),
  content: async (shop, after, now, then) =>
    (await loadContentAfter(shop, after, CHUNK)).map((row) => [
      decideContent(row, now),
      decideContent(row, then),
    ]),
};

async function count(shop: string, record: CatalogKind, now: Rules, then: Rules) {
  let changes = 0;
  let after = FIRST_KEY;
  for (let seen = 0; seen < ROWS_MAX; seen += CHUNK) {
    const pairs = await DECIDED_TWICE[record](shop, after, now, then);
    changes += pairs.filter(([before, later]) => {
      const write = written(later);
      return write !== null && write !== written(before);
    }).length;
    const last = pairs.at(-1);
    if (!last || pairs.length < CHUNK) return { changes, complete: true };
    after = last[0];
  }
  return { changes, complete: false };
}

/** The value that would be written to the shop, or null if the shop would be left as it is. */
function written({ verdict, target }: DecidedRow): string | null {
  return verdict === "planned" || verdict === "push" ? target : null;
}

/** Rules of the settings page; every other one (a stopped SKU, a promotion) is edited elsewhere. */
function isEdited({ rule, scope }: PolicyRow): boolean {
  if (rule === "price-rules") return scope === "shop";
  return (
    ["buffer", "discontinued", "create-products", "order-alerts"].includes(rule) ||
    rule.startsWith("authority:")
  );
}

/** The record kinds that these rules affect. */
function recordsOf(rows: readonly PolicyRow[]): Set<CatalogKind> {
  return new Set(
    rows.flatMap(({ rule }): CatalogKind[] => {
      if (rule === "buffer") return ["stock"];
      if (rule === "discontinued") return ["stock", "content"];
      if (rule === "price-rules") return ["price"];
      const field = rule.startsWith("authority:") ? rule.slice("authority:".length) : null;
      if (field === null) return [];
      return isPriceKind(field) ? ["price"] : ["content"];
    }),
  );
}

function differing(stored: readonly PolicyRow[], drafted: readonly PolicyRow[]): PolicyRow[] {
  return [
    ...drafted.filter((row) => !sameValue(stored.find(sameKey(row))?.value, row.value)),
    ...stored.filter((row) => !drafted.some(sameKey(row))),
  ];
}

function sameKey(a: PolicyRow): (b: PolicyRow) => boolean {
  return (b) => a.rule === b.rule && a.scope === b.scope && a.subject === b.subject;
}

/** The database stores the keys of an object in its own order. */
function sameValue(a: unknown, b: unknown): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
