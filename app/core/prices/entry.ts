/** ISO times: something applies from `from` on and ends just before `until`; null: no limit. */
export interface Span {
  from: string | null;
  until: string | null;
}

/** One price that the source gives for an article, as it was read. */
export interface PriceEntry extends Span {
  list: string;
  /** Decimal string; null: the source used to give this price and no longer does. */
  amount: string | null;
  currency: string;
  /** The price before a reduction; null: not given; empty: there is none. */
  compareAt: string | null;
  cost: string | null;
  minQuantity: number;
  taxIncluded: boolean | null;
  /** 0.25 for 25 %. */
  taxRate: string | null;
  asOf: string;
  origin: string | null;
  sku: string;
}

/** What distinguishes one price of an article from its others. */
export interface PriceTerms {
  list: string;
  minQuantity: number;
  from: Date | null;
  until: Date | null;
}

/**
 * The terms of a price as the place of its reading: "1///", "10/2026-11-27T00:00:00.000Z//B2B". The list comes last
 * because it may hold any character.
 */
export function priceKey({ list, minQuantity, from, until }: PriceTerms): string {
  return [minQuantity, from?.toISOString() ?? "", until?.toISOString() ?? "", list].join("/");
}

/** The terms that `priceKey` was made of. */
export function parsePriceKey(key: string): PriceTerms {
  const [minQuantity = "", from = "", until = "", ...list] = key.split("/");
  const time = (iso: string) => (iso === "" ? null : new Date(iso));
  return { list: list.join("/"), minQuantity: Number(minQuantity), from: time(from), until: time(until) };
}

/** Whether a span has begun and not yet ended. */
export function isOn({ from, until }: Span, now: number): boolean {
  return (from === null || Date.parse(from) <= now) && (until === null || now < Date.parse(until));
}

/** The next moment at which one of these begins or ends, in epoch milliseconds. */
export function nextTurn(spans: readonly Span[], now: number): number | null {
  const turns = spans
    .flatMap(({ from, until }) => [from, until])
    .flatMap((iso) => (iso === null ? [] : Date.parse(iso)))
    .filter((at) => at > now);
  return turns.length === 0 ? null : turns.reduce((first, at) => Math.min(first, at));
}

/** An entry with a price. */
export type CurrentEntry = PriceEntry & { amount: string };

/** The entries that apply now, the one that takes precedence first. */
export function entriesOn(entries: readonly PriceEntry[], now: number): CurrentEntry[] {
  const isCurrent = (entry: PriceEntry): entry is CurrentEntry => entry.amount !== null && isOn(entry, now);
  return entries.filter(isCurrent).sort(byPrecedence);
}

/** The entries that have ended or were withdrawn, the most recent first. */
export function endedBy(entries: readonly PriceEntry[], now: number): PriceEntry[] {
  const hasEnded = ({ amount, until }: PriceEntry) =>
    amount === null || (until !== null && Date.parse(until) <= now);
  const endedAt = ({ amount, until, asOf }: PriceEntry) =>
    Date.parse(amount === null || until === null ? asOf : until);
  return entries.filter(hasEnded).sort((a, b) => endedAt(b) - endedAt(a) || byPrecedence(a, b));
}

/**
 * A price that ends comes before one that lasts, then the one that began last, then the freshest, then the
 * one that ends first. Entries alike in all of this are ordered by their text, so that the order of the
 * source's rows never decides: 0 means that two entries are equal.
 */
function byPrecedence(a: PriceEntry, b: PriceEntry): number {
  return (
    Number(b.until !== null) - Number(a.until !== null) ||
    startOf(b) - startOf(a) ||
    Date.parse(b.asOf) - Date.parse(a.asOf) ||
    endOf(a) - endOf(b) ||
    byText(textOf(a), textOf(b))
  );
}

function startOf({ from }: PriceEntry): number {
  // Not infinite: the difference of two infinities is not a number.
  return from === null ? Number.MIN_SAFE_INTEGER : Date.parse(from);
}

function endOf({ until }: PriceEntry): number {
  return until === null ? Number.MAX_SAFE_INTEGER : Date.parse(until);
}

/** Every field of an entry, the list first. */
function textOf(entry: PriceEntry): string {
  const { list, minQuantity, currency, amount, compareAt, cost, taxIncluded, taxRate, sku, origin } = entry;
  const terms = [list, minQuantity, currency, amount, compareAt, cost, taxIncluded, taxRate, sku, origin];
  return JSON.stringify([...terms, entry.from, entry.until, entry.asOf]);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
