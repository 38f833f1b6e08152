import fc from "fast-check";
import { expect, test } from "vitest";
import { proposeLinks, type Linkable } from "#app/core/source/link.ts";

const variant = (variantId: string, sku: string | null, barcode: string | null = null): Linkable => ({
  variantId,
  sku,
  barcode,
});
const item = (sku: string, barcode: string | null = null) => ({ sku, barcode });

test("the same SKU is proposed", () => {
  expect(proposeLinks([item("MUG")], [variant("1", "MUG")])).toEqual([
    { sku: "MUG", state: "proposed", matchedBy: "sku", variantId: "1" },
  ]);
});

test("without the SKU the barcode decides", () => {
  const [link] = proposeLinks([item("4711", "590")], [variant("1", "MUG", "590")]);
  expect(link).toMatchObject({ state: "proposed", matchedBy: "barcode", variantId: "1" });
});

test("a SKU that differs in case or surrounding space is proposed as such", () => {
  const [link] = proposeLinks([item("mug-1")], [variant("1", " MUG-1")]);
  expect(link).toMatchObject({ state: "proposed", matchedBy: "case", variantId: "1" });
});

test("two items that differ by case only keep to their own variants", () => {
  const links = proposeLinks(
    [item("15056BL"), item("15056bl")],
    [variant("1", "15056BL"), variant("2", "15056bl")],
  );
  expect(links.map((link) => "variantId" in link && link.variantId)).toEqual(["1", "2"]);
});

test("an item whose twin holds the only variant is missing, not a second link", () => {
  const [, link] = proposeLinks([item("15056BL"), item("15056bl")], [variant("1", "15056BL")]);
  expect(link).toEqual({ sku: "15056bl", state: "missing" });
});

test("a SKU that the shop has twice is ambiguous, with both to choose from", () => {
  const [link] = proposeLinks([item("MUG")], [variant("1", "MUG"), variant("2", "MUG")]);
  expect(link).toEqual({ sku: "MUG", state: "ambiguous", candidates: ["1", "2"] });
});

test("two items with one barcode are ambiguous, both", () => {
  const links = proposeLinks([item("A", "590"), item("B", "590")], [variant("1", "MUG", "590")]);
  expect(links.map(({ state }) => state)).toEqual(["ambiguous", "ambiguous"]);
});

test("variants without SKU and barcode match nothing", () => {
  expect(proposeLinks([item("MUG"), item("", "")], [variant("1", null), variant("2", "")])).toMatchObject([
    { state: "missing" },
    { state: "missing" },
  ]);
});

test("no variant is ever proposed to two items", () => {
  const sku = fc.constantFrom("a", "A", " a", "b", "B", "c");
  const code = fc.option(fc.constantFrom("1", "2"));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ sku, barcode: code }), { selector: (one) => one.sku }),
      fc.array(fc.record({ sku: fc.option(sku), barcode: code })),
      (items, variants) => {
        const shop = variants.map((one, at) => variant(String(at), one.sku, one.barcode));
        const proposed = proposeLinks(items, shop).flatMap((link) =>
          "variantId" in link ? [link.variantId] : [],
        );
        expect(new Set(proposed).size).toBe(proposed.length);
      },
    ),
  );
});
