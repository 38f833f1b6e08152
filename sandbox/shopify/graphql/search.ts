import { notImplemented, refuse } from "./errors.ts";
import { given } from "./given.ts";

/** How one search field of a resource compares: by the row's text, number or time. */
export type SearchField<Row> =
  | { text: (row: Row) => string | null | readonly string[] }
  | { number: (row: Row) => number | null }
  | { time: (row: Row) => number | null };

export interface SearchFields<Row> {
  [name: string]: SearchField<Row>;
}

type Test<Row> = (row: Row) => boolean;

const TOKEN =
  /\s*(?:(\()|(\))|(-)(?=[^\s)])|((?:[^\s():"']+:(?:[<>]=?)?)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:\\.|[^\s()"'])+)))/y;

/**
 * Shopify's search syntax: `field:value`, comparators, quotes, prefix `*`, AND, OR, NOT and parentheses.
 * Shopify ignores unknown fields with a warning; here they fail, because a filter that does not filter is a bug.
 */
export function parseSearch<Row>(
  query: string | null | undefined,
  fields: SearchFields<Row>,
  resource: string,
): Test<Row> | undefined {
  if (!given(query) || query.trim() === "") return undefined;
  const tokens = tokenize(query);
  let at = 0;

  function anyOf(): Test<Row> {
    const alternatives = [allOf()];
    while (tokens[at] === "OR") {
      at += 1;
      alternatives.push(allOf());
    }
    return alternatives.length === 1 ? alternatives[0]! : (row) => alternatives.some((test) => test(row));
  }

  function allOf(): Test<Row> {
    const tests = [one()];
    while (at < tokens.length && tokens[at] !== "OR" && tokens[at] !== ")") {
      if (tokens[at] === "AND") at += 1;
      tests.push(one());
    }
    return tests.length === 1 ? tests[0]! : (row) => tests.every((test) => test(row));
  }

  function one(): Test<Row> {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw refuse("BAD_REQUEST", `search ends too early: ${query}`);
    if (token === "NOT" || token === "-") {
      const negated = one();
      return (row) => !negated(row);
    }
    if (token === "(") {
      const inner = anyOf();
      if (tokens[at] !== ")") throw refuse("BAD_REQUEST", `search lacks a ")": ${query}`);
      at += 1;
      return inner;
    }
    return term(token, fields, resource);
  }

  const test = anyOf();
  if (at < tokens.length) throw refuse("BAD_REQUEST", `search has a stray "${tokens[at]}": ${query}`);
  return test;
}

function tokenize(query: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = query.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw refuse("BAD_REQUEST", `search cannot be read: ${query}`);
    tokens.push((match[1] ?? match[2] ?? match[3] ?? match[4])!);
  }
  return tokens;
}

function term<Row>(token: string, fields: SearchFields<Row>, resource: string): Test<Row> {
  const colon = /^([a-z_]+):/.exec(token);
  if (!colon) throw notImplemented(`free-text search of ${resource} ("${token}")`);
  const name = colon[1]!;
  const field = fields[name];
  if (!field) throw notImplemented(`search field "${name}" of ${resource}`);
  const [, comparator = "", rest = ""] = /^(>=|<=|>|<)?(.*)$/s.exec(token.slice(colon[0].length))!;
  const value = unquote(rest);
  if ("text" in field) return textTest(field.text, comparator, value, rest === value, name);
  const wanted = "time" in field ? readTime(value, name) : Number(value);
  if (Number.isNaN(wanted)) throw refuse("BAD_REQUEST", `Invalid number for query filter \`${name}\`.`);
  const read = "time" in field ? seconds(field.time) : field.number;
  return (row) => {
    const actual = read(row);
    return actual !== null && compares(actual, comparator, wanted);
  };
}

function textTest<Row>(
  read: (row: Row) => string | null | readonly string[],
  comparator: string,
  value: string,
  bare: boolean,
  name: string,
): Test<Row> {
  if (comparator) throw notImplemented(`comparing "${name}" with ${comparator}`);
  const wanted = value.toLowerCase();
  const prefix = bare && wanted.endsWith("*") ? wanted.slice(0, -1) : null;
  const matches = (text: string) =>
    prefix === null ? text.toLowerCase() === wanted : text.toLowerCase().startsWith(prefix);
  return (row) => {
    const actual = read(row);
    if (actual === null) return false;
    return typeof actual === "string" ? matches(actual) : actual.some(matches);
  };
}

function compares(actual: number, comparator: string, wanted: number): boolean {
  switch (comparator) {
    case ">=":
      return actual >= wanted;
    case "<=":
      return actual <= wanted;
    case ">":
      return actual > wanted;
    case "<":
      return actual < wanted;
    default:
      return actual === wanted;
  }
}

/** Shopify compares the whole seconds it shows, so a client that asks from the last time it saw misses nothing. */
function seconds<Row>(read: (row: Row) => number | null): (row: Row) => number | null {
  return (row) => {
    const time = read(row);
    return time === null ? null : Math.floor(time / 1000);
  };
}

function readTime(value: string, name: string): number {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw refuse("BAD_REQUEST", `Invalid timestamp for query filter \`${name}\`.`);
  return Math.floor(time / 1000);
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return (quoted ? quoted[2]! : text).replace(/\\(.)/g, "$1");
}
