import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphQLSchema } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { GENERATED, generatedTypes } from "../scripts/generate-types.ts";
import { adminSchema, documentsIn, findDocuments, objections } from "../scripts/graphql-documents.ts";

const ROOT = join(import.meta.dirname, "..");
const MINUTE_MS = 60_000;
let schema: GraphQLSchema;

beforeAll(() => {
  schema = adminSchema(ROOT);
}, MINUTE_MS);

test("every GraphQL document is one that Shopify would run", { timeout: MINUTE_MS }, () => {
  const documents = findDocuments(ROOT);
  expect(documents.length).toBeGreaterThan(10);
  expect(objections(schema, documents)).toEqual([]);
});

test("the generated types are those of the documents", { timeout: MINUTE_MS }, async () => {
  const committed = readFileSync(join(ROOT, GENERATED), "utf8");
  expect(committed === (await generatedTypes(ROOT)), "run `npm run codegen`").toBe(true);
});

describe("the check notices", { timeout: MINUTE_MS }, () => {
  const activate = (directive: string) =>
    `mutation A($i: ID!, $l: ID!) { inventoryActivate(inventoryItemId: $i, locationId: $l) ${directive} { userErrors { message } } }`;

  test.each([
    ["an unknown field", "query A { shop { idd } }", 'Cannot query field "idd"'],
    ["a deprecated field", "query A { location(id: 1) { isPrimary } }", "is deprecated"],
    [
      "a deprecated argument",
      "query A { productVariant(id: 1) { image(maxWidth: 1) { id } } }",
      "is deprecated",
    ],
    ["a missing argument", "query A { node { id } }", 'argument "id"'],
    ["a variable of the wrong type", "query A($id: String!) { node(id: $id) { id } }", "expecting type"],
    ["an unused fragment", "fragment F on Shop { id }", 'Fragment "F" is never used'],
    ["a mutation without its key", activate(""), "must carry @idempotent"],
    ["a document that is none", "query A { shop {", "Syntax Error"],
  ])("%s", (_, text, objection) => {
    const found = objections(schema, [{ file: "app/shopify/bad.ts", text }]);
    expect(found.join("\n")).toContain(objection);
    expect(found.every((line) => line.startsWith("app/shopify/bad.ts: "))).toBe(true);
  });

  test("nothing in a mutation that has its key", () => {
    const text = activate('@idempotent(key: "1")');
    expect(objections(schema, [{ file: "app/shopify/good.ts", text }])).toEqual([]);
  });

  test.each([
    ["without a mark", "client.graphql(`query A { shop { id } }`)"],
    ["with Remix's mark only", "client.graphql(`#graphql\n mutation A { x }`)"],
    ["put together", "/* GraphQL */ `query A { ${field} }`"],
  ])("a document %s", (_, source) => {
    expect(() => documentsIn("app/shopify/bad.ts", source)).toThrow("app/shopify/bad.ts");
  });
});
