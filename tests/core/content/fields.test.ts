import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  authorityField,
  fieldOwner,
  isField,
  parseMetafield,
  parseTranslation,
  PRODUCT_FIELDS,
  sameField,
  tidyField,
  VARIANT_FIELDS,
  weightInGrams,
} from "#app/core/content/fields.ts";

test("weight, origin, HS code and barcode are a variant's, all else is a product's", () => {
  expect(VARIANT_FIELDS.map(fieldOwner)).toEqual(["variant", "variant", "variant", "variant"]);
  const others = [...PRODUCT_FIELDS, "metafields.custom.material", "title@cs"];
  expect(new Set(others.map(fieldOwner))).toEqual(new Set(["product"]));
});

test("a field is one of the known, a metafield or a translation", () => {
  const fields = [...PRODUCT_FIELDS, ...VARIANT_FIELDS, "metafields.custom.material", "description@pt-BR"];
  expect(fields.filter((name) => !isField(name))).toEqual([]);
  const others = ["", "price", "Title", "metafields.material", "metafields.a.b.c", "title@", "vendor@cs"];
  expect(others.filter(isField)).toEqual([]);
});

test("a metafield is named by its namespace and key, a translation by its locale", () => {
  expect(parseMetafield("metafields.custom.material")).toEqual({ namespace: "custom", key: "material" });
  expect(parseMetafield("metafields.$app:feed.care-label")).toEqual({
    namespace: "$app:feed",
    key: "care-label",
  });
  expect(parseMetafield("title")).toBeNull();
  expect(parseTranslation("title@cs")).toEqual({ field: "title", locale: "cs" });
  expect(parseTranslation("description@pt-BR")).toEqual({ field: "description", locale: "pt-BR" });
  expect(parseTranslation("title")).toBeNull();
});

test("rules about content name the field, rules about prices the kind", () => {
  expect(authorityField("content", "title@cs")).toBe("title@cs");
  expect(authorityField("compareAt", "")).toBe("compareAt");
  expect(authorityField("price", "7/10")).toBe("price");
});

describe("two texts of a field", () => {
  test.each<[string, string, string, string, boolean]>([
    ["a title may have blanks too many", "title", " Blue  mug ", "Blue mug", true],
    ["a title has capitals", "title", "Blue mug", "Blue Mug", false],
    ["a translated title is a title", "title@cs", "Modrý  hrnek", "Modrý hrnek", true],
    ["a vendor may have blanks too many", "vendor", "Hario ", "Hario", true],
    [
      "HTML may be laid out in lines",
      "description",
      "<p>Blue</p>\n<p>mug</p>",
      "<p>Blue</p><p>mug</p>",
      true,
    ],
    ["HTML may be indented", "description", "<ul>\n  <li>Blue</li>\n</ul>\n", "<ul><li>Blue</li></ul>", true],
    ["HTML may close what is empty", "description", "a<br />b", "a<br>b", true],
    ["a blank between words counts", "description", "<p>Blue <b>mug</b></p>", "<p>Blue<b>mug</b></p>", false],
    ["what HTML says counts", "description", "<p>Blue</p>", "<p>Red</p>", false],
    ["how HTML is marked up counts", "description", "<p>Blue</p>", "<h2>Blue</h2>", false],
    ["every blank counts in what is set as is", "description", "<pre>a  b</pre>", "<pre>a b</pre>", false],
    ["a hard blank is a character", "description", "<p>5\u00a0kg</p>", "<p>5 kg</p>", false],
    ["a translated description is HTML too", "description@nb", "<p>a</p> <p>b</p>", "<p>a</p><p>b</p>", true],
    ["weights are the same in grams", "weight", "1.25 kg", "1250 g", true],
    ["a pound is a pound", "weight", "1 lb", "453.592 g", true],
    ["sixteen ounces are a pound", "weight", "16 oz", "1 lb", true],
    ["a gram counts", "weight", "1.25 kg", "1251 g", false],
    ["no weight is a weight of nothing", "weight", "", "0 kg", true],
    ["what is no weight is only like itself", "weight", "heavy", "0 kg", false],
    ["an HS code may have points", "hsCode", "6912.00.23", "69120023", true],
    ["an HS code has its digits", "hsCode", "691200", "69120023", false],
    ["a country is in capitals", "originCountry", "cz", "CZ", true],
    ["a barcode may have blanks around it", "barcode", " 4977642021234", "4977642021234", true],
    ["a barcode keeps its zeros", "barcode", "04977642021234", "4977642021234", false],
    ["photos have an order", "photos", "sha256:a\nsha256:b", "sha256:b\nsha256:a", false],
    ["pictures of others count for nothing", "photos", "sha256:a", "sha256:a\nmedia:7", true],
    ["no photo of ours is none", "photos", "", "media:7", true],
    ["a status is a word", "status", "ACTIVE", "DRAFT", false],
    ["a metafield is a text", "metafields.custom.material", "Clay ", "Clay", true],
    ["a list may be laid out with blanks", "metafields.custom.care", '["a", "b"]', '["a","b"]', true],
    ["what is no list is a text", "metafields.custom.care", "[a, b]", "[a,b]", false],
    ["nothing is not something", "vendor", "", "Hario", false],
  ])("%s", (_, field, a, b, same) => {
    expect(sameField(field, a, b)).toBe(same);
    expect(sameField(field, b, a)).toBe(same);
  });

  test("are the same as themselves and as what is written of them", () => {
    const field = fc.constantFrom(...PRODUCT_FIELDS, ...VARIANT_FIELDS, "title@cs", "metafields.a.b");
    const text = fc.oneof(fc.string(), fc.constantFrom("<p> a </p>", "1.5 kg", "sha256:a\nmedia:1", "cz"));
    fc.assert(
      fc.property(field, text, (name, value) => {
        expect(sameField(name, value, value)).toBe(true);
        expect(sameField(name, value, tidyField(name, value))).toBe(true);
        expect(tidyField(name, tidyField(name, value))).toBe(tidyField(name, value));
      }),
    );
  });
});

test("what is written is as the shop wants it spelled", () => {
  expect(tidyField("originCountry", " cz ")).toBe("CZ");
  expect(tidyField("hsCode", "6912.00.23")).toBe("69120023");
  expect(tidyField("hsCode", "unknown")).toBe("unknown");
  expect(tidyField("title", " Blue  mug ")).toBe("Blue  mug");
});

test("a weight in grams", () => {
  expect(["1.25 kg", "500 g", "1 oz", "heavy", "-1 kg"].map(weightInGrams)).toEqual([
    1250,
    500,
    28.35,
    null,
    null,
  ]);
});
