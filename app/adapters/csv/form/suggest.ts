import { parseMetafield } from "#app/core/content/fields.ts";
import { FEED_KINDS, type FeedKind } from "#app/core/source/feeds.ts";
import { headerNames, optionNames } from "./header-names.ts";
import { csvColumns } from "../rows/kinds.ts";
import { textMax } from "../rows/setting-text.ts";
import { unitInHeader } from "../rows/weights.ts";
import { plainWords } from "../rows/words.ts";

/** Guesses which header means which field; a field it cannot guess is absent. */
export function suggestColumns(headers: readonly string[]): Record<FeedKind, Record<string, string>> {
  const found = FEED_KINDS.map((kind) => [kind, columnsOf(kind, headers)] as const);
  return Object.fromEntries(found) as Record<FeedKind, Record<string, string>>;
}

/** Guesses which columns tell the articles of one group apart; the option is called as the column is. */
export function suggestOptions(headers: readonly string[]): { name: string; column: string }[] {
  return headers
    .filter((header) => optionNames.includes(plainWords(header)))
    .map((header) => ({ name: header, column: header }));
}

function columnsOf(kind: FeedKind, headers: readonly string[]): Record<string, string> {
  const columns: Record<string, string> = {};
  const free = new Map(headers.map((header) => [header, plainWords(header)]));
  const take = (field: string, header: string | undefined) => {
    if (header === undefined) return;
    columns[field] = header;
    free.delete(header);
  };
  if (kind === "items") for (const [field, header] of namedFields(headers)) take(field, header);
  // Exact names of all fields first, so that "Price" does not take the column "Compare at price".
  for (const fits of [isName, resembles]) {
    for (const { field, required } of csvColumns[kind]) {
      if (field in columns) continue;
      take(
        field,
        bestHeader(headerNames[kind][field] ?? [], free, (words, name) => fits(words, name, required)),
      );
    }
  }
  // Without a unit every row would be set aside: better that somebody chooses the column and says the unit.
  if (!columns["weightUnit"] && !unitInHeader(columns["weight"] ?? "")) delete columns["weight"];
  return columns;
}

type Fits = (words: string, name: string, required: boolean) => boolean;

const isName: Fits = (words, name) => words === name;

/** "Qty. (free)" is found by "free"; optional fields are found only by the first words of a header. */
const resembles: Fits = (words, name, required) =>
  name.length >= 3 && (words.startsWith(`${name} `) || (required && ` ${words} `.includes(` ${name} `)));

function bestHeader(
  names: readonly string[],
  headers: ReadonlyMap<string, string>,
  fits: (words: string, name: string) => boolean,
): string | undefined {
  for (const name of names) {
    for (const [header, words] of headers) if (fits(words, name)) return header;
  }
  return undefined;
}

const languages = "cs|da|de|en|es|fi|fr|it|nb|nl|nn|pl|pt|sk|sv";
const translated = new RegExp(`^(.+?)[\\s_(@.-]+(${languages})\\)?$`, "i");

/** Headers that name a field themselves: "metafields.custom.material", "Metafield: custom.material", "Title (cs)". */
function namedFields(headers: readonly string[]): [string, string][] {
  const sensible = headers.filter(({ length }) => length <= textMax);
  return sensible.flatMap((header): [string, string][] => {
    const [, key] = /^metafields?\s*[:.]\s*([\w-]+\.[\w-]+)/i.exec(header.trim()) ?? [];
    const metafield = `metafields.${key ?? ""}`;
    if (key !== undefined && parseMetafield(metafield)) return [[metafield, header]];
    const [, name = "", language = ""] = translated.exec(header.trim()) ?? [];
    const field = (["title", "description"] as const).find((one) => namesOf(one).includes(plainWords(name)));
    return field ? [[`${field}@${language.toLowerCase()}`, header]] : [];
  });
}

/** Some exports call the title "Description": a translated "Description" counts as the description. */
function namesOf(field: "title" | "description"): string[] {
  const names = headerNames.items[field] ?? [];
  const others = field === "title" ? (headerNames.items["description"] ?? []) : [];
  return names.filter((name) => !others.includes(name));
}
