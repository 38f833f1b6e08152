import { isPriceKind } from "./record-kind.ts";
import type { Authority } from "./reconcile.ts";

/** One stored rule of the merchant. */
export interface PolicyRow {
  rule: string;
  scope: string;
  subject: string;
  value: unknown;
}

/** The facts that stock rules are chosen by. */
export interface StockPolicyFacts {
  sku: string | null;
  tags: readonly string[];
  locationId: string;
  /** The source no longer sells it. */
  discontinued: boolean;
}

export interface StockPolicy {
  bufferFor(facts: StockPolicyFacts): Buffer | null;
  stopsSelling(facts: StockPolicyFacts): boolean;
}

/** What is done with articles that the source no longer sells. */
export type Discontinued = "archive" | "stop-selling" | "leave";

/** The facts that rules about prices and content are chosen by. */
export interface CatalogFacts {
  sku: string | null;
  tags: readonly string[];
  vendor: string | null;
  collections: readonly string[];
}

/** Which side decides about a field; `off`: Concord leaves it alone. */
export interface FieldAuthority {
  authority: Authority | "off";
  /** The rule that says so; "default" where there is none. */
  scope: "sku" | "tag" | "vendor" | "collection" | "shop" | "default";
  subject: string;
}

export interface AuthorityPolicy {
  /** `field` as `authorityField` of core/content/fields.ts names it. */
  of(field: string, facts: CatalogFacts): FieldAuthority;
}

/**
 * Reads the stock rules once for many decisions. The narrowest scope wins: SKU, then tag, then location, then
 * the whole shop; of several tags the largest buffer, because a buffer is there for caution.
 */
export function stockPolicy(rows: readonly PolicyRow[]): StockPolicy {
  const buffers = new Map<string, number>();
  const stopped = new Set<string>();
  const stopsDiscontinued = discontinuedPolicy(rows) === "stop-selling";
  for (const { rule, scope, subject, value } of rows) {
    if (rule === "buffer" && isQuantity(value)) buffers.set(key(scope, subject), value);
    if (rule === "stop-selling" && scope === "sku" && value === true) stopped.add(subject);
  }
  const find = (scope: Buffer["scope"], subject: string): Buffer | null => {
    const quantity = buffers.get(key(scope, subject));
    return quantity === undefined ? null : { quantity, scope, subject };
  };
  return {
    bufferFor({ sku, tags, locationId }) {
      const tagged = tags
        .map((tag) => find("tag", tag))
        .filter((buffer) => buffer !== null)
        .sort((a, b) => b.quantity - a.quantity);
      return (
        (sku === null ? null : find("sku", sku)) ??
        tagged[0] ??
        find("location", locationId) ??
        find("shop", "")
      );
    },
    stopsSelling: ({ sku, discontinued }) =>
      (discontinued && stopsDiscontinued) || (sku !== null && stopped.has(sku)),
  };
}

/**
 * Reads the rules about which side decides a field, once for many decisions. The narrowest scope wins: SKU,
 * then tag, vendor, collection, the whole shop; of several tags or collections the one that lets the source
 * overwrite least. Without a rule the source decides prices, and content is left alone.
 */
export function authorityPolicy(rows: readonly PolicyRow[]): AuthorityPolicy {
  const rules = new Map<string, FieldAuthority["authority"]>();
  for (const { rule, scope, subject, value } of rows) {
    if (rule.startsWith(AUTHORITY_RULE) && isAuthority(value)) rules.set(key(rule, scope, subject), value);
  }
  return {
    of(field, { sku, tags, vendor, collections }) {
      const first = (scope: Exclude<FieldAuthority["scope"], "default">, subjects: readonly string[]) =>
        subjects
          .flatMap((subject): FieldAuthority[] => {
            const authority = rules.get(key(`${AUTHORITY_RULE}${field}`, scope, subject));
            return authority === undefined ? [] : [{ authority, scope, subject }];
          })
          .sort((a, b) => CAREFUL_FIRST.indexOf(a.authority) - CAREFUL_FIRST.indexOf(b.authority))[0];
      return (
        first("sku", sku === null ? [] : [sku]) ??
        first("tag", tags) ??
        first("vendor", vendor === null ? [] : [vendor]) ??
        first("collection", collections) ??
        first("shop", [""]) ?? { authority: defaultAuthority(field), scope: "default", subject: "" }
      );
    },
  };
}

/** What the merchant wants done with articles that the source no longer sells. */
export function discontinuedPolicy(rows: readonly PolicyRow[]): Discontinued {
  const value = rows.find(({ rule, scope }) => rule === "discontinued" && scope === "shop")?.value;
  return value === "archive" || value === "stop-selling" ? value : "leave";
}

/** Rules are named "authority:<field>". */
const AUTHORITY_RULE = "authority:";

const CAREFUL_FIRST: readonly unknown[] = ["off", "shop", "ask", "source"];

function isAuthority(value: unknown): value is FieldAuthority["authority"] {
  return CAREFUL_FIRST.includes(value);
}

function defaultAuthority(field: string): FieldAuthority["authority"] {
  return isPriceKind(field) ? "source" : "off";
}

function isQuantity(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function key(...parts: readonly string[]): string {
  return parts.join("\n");
}

export interface Buffer {
  quantity: number;
  scope: "sku" | "tag" | "location" | "shop";
  subject: string;
}
