import { describe, expect, test } from "vitest";
import { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { readFile } from "../read-kind.ts";

type Columns = Record<string, string> & { sku: string };

function items(columns: Omit<Columns, "sku">, more: object = {}) {
  return {
    items: { pattern: "items*", mode: "full", columns: { sku: "SKU", ...columns }, ...more },
  } as const;
}

/** The content of the first row of a file with one column more than the SKU. */
async function contentOf(field: string, cell: string, more: object = {}, decimal: "." | "," = ".") {
  const text = `SKU\tCell\nMUG\t${cell}\n`;
  const files = items({ [field]: "Cell" }, more);
  const { records, setAside } = await readFile("items", text, { delimiter: "\t", decimal, files });
  return records[0]?.content ?? setAside[0]?.reason ?? null;
}

const fieldOf = async (field: string, cell: string, more: object = {}, decimal: "." | "," = ".") => {
  const content = await contentOf(field, cell, more, decimal);
  return content === null || typeof content === "string"
    ? { reason: content }
    : (content.fields[field] ?? null);
};

test("everything a file says of an article is one record", async () => {
  const text = [
    "SKU;Name;EAN;Text;Brand;Kind;Kg;Land;HS;Pics;Model;End;Colour;Size;Stoff;Name CZ",
    'MUG-R;Mug;701;<p>Fine</p>;Wren;Cups;0,35;Norge;6912.00.21;"https://a.example/1.jpg|2.jpg";M1;;Red;L;Clay;Hrnek',
  ].join("\n");
  const columns = {
    ...{ title: "Name", barcode: "EAN", description: "Text", vendor: "Brand", productType: "Kind" },
    ...{
      weight: "Kg",
      originCountry: "Land",
      hsCode: "HS",
      photos: "Pics",
      group: "Model",
      discontinued: "End",
    },
    ...{ "metafields.custom.material": "Stoff", "title@cs": "Name CZ" },
  };
  const more = {
    weightUnit: "kg",
    photoSeparator: "|",
    photoBase: "https://b.example/pics/",
    options: [
      { name: "Size", column: "Size" },
      { name: "Color", column: "Colour" },
    ],
  };
  const { records } = await readFile("items", text, { decimal: ",", files: items(columns, more) });
  expect(records).toMatchObject([
    {
      sku: "MUG-R",
      title: "Mug",
      barcode: "701",
      origin: "items.csv, line 2",
      content: {
        fields: {
          title: "Mug",
          barcode: "701",
          description: "<p>Fine</p>",
          vendor: "Wren",
          productType: "Cups",
          weight: "0.35 kg",
          originCountry: "NO",
          hsCode: "69120021",
          "metafields.custom.material": "Clay",
          "title@cs": "Hrnek",
        },
        photos: ["https://a.example/1.jpg", "https://b.example/pics/2.jpg"],
        group: "M1",
        options: [
          { name: "Size", value: "L" },
          { name: "Color", value: "Red" },
        ],
        discontinued: false,
      },
    },
  ]);
});

test("a file of SKUs alone says nothing of the articles", async () => {
  expect((await readFile("items", "SKU\nMUG\n", { files: items({}) })).records[0]?.content).toBeNull();
});

test("an empty cell empties what may be empty, and says nothing of what may not", async () => {
  for (const field of ["vendor", "productType", "description", "barcode", "hsCode", "originCountry"]) {
    expect(await fieldOf(field, ""), field).toBe("");
  }
  for (const field of ["title", "title@cs", "description@cs", "weight"]) {
    expect(await fieldOf(field, ""), field).toBeNull();
  }
  expect(await contentOf("photos", "")).toMatchObject({ photos: null });
});

test("a barcode whose digits a spreadsheet has lost is not given", async () => {
  expect(await fieldOf("barcode", "7.01234E+12")).toBeNull();
});

describe("weights", () => {
  test.each([
    ["1.25 kg", "1.25 kg"],
    ["1.250kg", "1.25 kg"],
    ["350", "350 g"],
    ["12 Ounces", "12 oz"],
    ["2 lbs.", "2 lb"],
    ["0", "0 g"],
  ])("%s is %s", async (cell, weight) => {
    expect(await fieldOf("weight", cell, { weightUnit: "g" })).toBe(weight);
  });

  test.each(["heavy", "-1 kg", "3 stone", "1.2.3 kg"])("%s is refused", async (cell) => {
    expect(await fieldOf("weight", cell, { weightUnit: "g" })).toEqual({ reason: "not-a-weight" });
  });

  test("the heading may name the unit", async () => {
    const files = items({ weight: "Vekt (kg)" });
    const { records } = await readFile("items", "SKU;Vekt (kg)\nMUG;0.350\n", { files });
    expect(records[0]?.content?.fields).toEqual({ weight: "0.35 kg" });
  });

  test("a number without any unit is refused, and a column of units counts before the settings", async () => {
    expect(await fieldOf("weight", "350")).toEqual({ reason: "not-a-weight" });
    const files = items({ weight: "W", weightUnit: "U" }, { weightUnit: "g" });
    const { records } = await readFile("items", "SKU;W;U\nMUG;1.5;KG\nCUP;200;\n", { files });
    expect(records.map(({ content }) => content?.fields)).toEqual([
      { weight: "1.5 kg" },
      { weight: "200 g" },
    ]);
  });
});

describe("where it comes from and how customs call it", () => {
  test.each([
    ["no", "NO"],
    ["UK", "GB"],
    ["Czechia", "CZ"],
    ["Česko", "CZ"],
    ["Tyskland", "DE"],
    ["Großbritannien", null],
    ["Vereinigtes Königreich", "GB"],
    ["Čína", "CN"],
    ["China", "CN"],
    ["XX", null],
    ["EU", null],
    ["Atlantis", null],
  ])("%s is %s", async (cell, country) => {
    expect(await fieldOf("originCountry", cell)).toEqual(country ?? { reason: "not-a-country" });
  });

  test.each([
    ["6912.00.21", "69120021"],
    ["6912 00", "691200"],
    ["6912", { reason: "not-an-hs-code" }],
    ["cups", { reason: "not-an-hs-code" }],
  ])("%s is %o", async (cell, hsCode) => {
    expect(await fieldOf("hsCode", cell)).toEqual(hsCode);
  });
});

describe("photos", () => {
  test("keep their order and come once", async () => {
    const cell = "https://a.example/2.jpg, https://a.example/1.jpg,https://a.example/2.jpg";
    expect(await contentOf("photos", cell)).toMatchObject({
      photos: ["https://a.example/2.jpg", "https://a.example/1.jpg"],
    });
  });

  test.each([
    "mug.jpg",
    "ftp://a.example/mug.jpg",
    "file:///etc/passwd",
    "https://me:secret@a.example/1.jpg",
  ])("%s is no address", async (cell) => {
    expect(await contentOf("photos", cell)).toBe("not-an-address");
  });
});

describe("no longer sold", () => {
  test.each([
    ["yes", true],
    ["1", true],
    ["Utgått", true],
    ["ukončeno", true],
    ["", false],
    ["0", false],
    ["nei", false],
    ["maybe", "not-yes-or-no"],
  ])("%s is %s", async (cell, expected) => {
    const content = await contentOf("discontinued", cell);
    expect(content === null || typeof content === "string" ? content : content.discontinued).toBe(expected);
  });

  test("the settings can say which words mean it", async () => {
    const when = { discontinuedWhen: "Phase out, X9" };
    expect(await contentOf("discontinued", "phase-out", when)).toMatchObject({ discontinued: true });
    expect(await contentOf("discontinued", "yes", when)).toMatchObject({ discontinued: false });
  });
});

describe("descriptions", () => {
  test.each([
    ["<p>Fine <b>clay</b></p>", "<p>Fine <b>clay</b></p>"],
    ["Fine clay, 5 < 6 & more", "<p>Fine clay, 5 &lt; 6 &amp; more</p>"],
    ["Bread &amp; butter", "<p>Bread &amp; butter</p>"],
    ['"One\nline\n\nAnd more"', "<p>One<br>line</p><p>And more</p>"],
  ])("%s is %s", async (cell, html) => {
    expect(await fieldOf("description", cell)).toBe(html);
    expect(await fieldOf("description@cs", cell)).toBe(html);
  });
});

test("a field that the shop does not have is refused by its name", () => {
  for (const field of ["colour", "metafields.custom", "title@", "price@cs"]) {
    const settings = { place: { kind: "local", folder: "/x" }, files: items({ [field]: "Cell" }) };
    const issue = CsvSettings.safeParse(settings).error?.issues[0];
    expect(issue?.path.join("."), field).toBe(`files.items.columns.${field}`);
  }
});
