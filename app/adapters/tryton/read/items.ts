import { z } from "zod";
import type { ItemRecord } from "#app/core/source/records.ts";
import { idsIn } from "../wire/changes.ts";
import { itemsOf } from "../wire/mapping.ts";
import type { Feed } from "./reader.ts";
import { Code, Ids, Product, productFields, weightFields } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";

const WHOLE_EVERY_MS = 6 * 60 * 60_000;

/** What a shop could sell. Services are no articles. */
export const goods = [
  ["type", "in", ["goods", "assets"]],
  ["salable", "=", true],
];

export function items(source: Source): Feed<ItemRecord> {
  const { client, pageSize } = source;
  return {
    kind: "items",
    pageSize,
    complete: true,
    wholeEveryMs: WHOLE_EVERY_MS,
    places: () => Promise.resolve([null]),
    list: listProducts(source),
    changes: () =>
      Promise.resolve([
        { model: "product.product", domain: [], fields: [], idsOf: ({ id }) => idsIn(id) },
        {
          model: "product.template",
          domain: [],
          fields: ["products"],
          idsOf: ({ products }) => idsIn(products),
        },
        {
          model: "product.identifier",
          domain: [],
          fields: ["product"],
          idsOf: ({ product }) => idsIn(product),
        },
      ]),
    async read(ids, _place, signal) {
      const measured = (await source.modules(signal)).has("product_measurements");
      const fields = measured ? [...productFields, ...weightFields] : productFields;
      const rows = await client.model("product.product.read", [ids, fields], z.array(Product), signal, {
        active_test: false,
      });
      return itemsOf(rows, await sharedCodes(source, rows, signal));
    },
  };
}

/** Ids of the articles, ascending. */
export function listProducts({ client }: Source): Feed<unknown>["list"] {
  return (after, limit, signal) => {
    const params = [[...goods, ["id", ">", after]], 0, limit, [["id", "ASC"]]];
    return client.model("product.product.search", params, Ids, signal);
  };
}

/** Codes that several articles have: Tryton allows it, and nobody can tell which of them a shop sells. */
export async function sharedCodes(
  { client }: Source,
  rows: readonly { code: string | null }[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const codes = rows.flatMap(({ code }) => code ?? []);
  const domain = [...goods, ["code", "in", codes]];
  const found = await client.model(
    "product.product.search_read",
    [domain, 0, null, null, ["code"]],
    z.array(Code),
    signal,
  );
  const counts = new Map<string, number>();
  for (const { code } of found) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([code]) => code));
}
