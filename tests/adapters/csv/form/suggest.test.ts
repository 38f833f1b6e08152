import { expect, test } from "vitest";
import { preview } from "#app/adapters/csv/form/preview.ts";
import { suggestColumns, suggestOptions } from "#app/adapters/csv/form/suggest.ts";
import { adapters } from "#app/adapters/registry.ts";
import { ConnectionError } from "#app/adapters/errors.ts";
import { folder, signal } from "../folder.ts";

test.each([
  [
    "English",
    ["Item No.", "Description", "Location", "Free"],
    { sku: "Item No.", warehouse: "Location", quantity: "Free" },
  ],
  [
    "Czech",
    ["Kód zboží", "Název", "Sklad", "Volné množství"],
    { sku: "Kód zboží", warehouse: "Sklad", quantity: "Volné množství" },
  ],
  [
    "Norwegian",
    ["Varenr", "Varenavn", "Lager", "Tilgjengelig"],
    { sku: "Varenr", warehouse: "Lager", quantity: "Tilgjengelig" },
  ],
  [
    "German",
    ["Artikelnummer", "Bezeichnung", "Lagerort", "Verfügbar"],
    { sku: "Artikelnummer", warehouse: "Lagerort", quantity: "Verfügbar" },
  ],
  [
    "camel case",
    ["itemNumber", "warehouseCode", "qty_available"],
    { sku: "itemNumber", warehouse: "warehouseCode", quantity: "qty_available" },
  ],
])("%s headers are understood", (_, headers, expected) => {
  expect(suggestColumns(headers).stock).toEqual(expected);
});

test("what can still be promised is preferred to what lies there", () => {
  expect(suggestColumns(["SKU", "Qty on hand", "Available"]).stock["quantity"]).toBe("Available");
});

test("titles, barcodes, prices and orders are found too", () => {
  const headers = ["SKU", "Title", "EAN", "Price", "Currency", "Order No.", "Posting Date"];
  expect(suggestColumns(headers)).toMatchObject({
    items: { sku: "SKU", title: "Title", barcode: "EAN" },
    prices: { sku: "SKU", amount: "Price", currency: "Currency" },
    orderStates: { orderName: "Order No.", bookedAt: "Posting Date" },
  });
});

test.each([
  [
    "English",
    [
      "Item No.",
      "Unit Price",
      "Compare at price",
      "Unit Cost",
      "Currency Code",
      "Price List",
      "Minimum Quantity",
    ],
    ["sku", "amount", "compareAt", "cost", "currency", "list", "minQuantity"],
  ],
  [
    "English validity",
    ["SKU", "Valid to", "Valid from", "Sales price (GBP)", "Incl. VAT", "VAT %"],
    ["sku", "validUntil", "validFrom", "amount", "taxIncluded", "taxRate"],
  ],
  [
    "Czech",
    [
      "Kód",
      "Cena",
      "Původní cena",
      "Nákupní cena",
      "Měna",
      "Ceník",
      "Od množství",
      "Platnost od",
      "Platnost do",
    ],
    ["sku", "amount", "compareAt", "cost", "currency", "list", "minQuantity", "validFrom", "validUntil"],
  ],
  [
    "Norwegian",
    [
      "Varenr",
      "Pris",
      "Førpris",
      "Innkjøpspris",
      "Valuta",
      "Prisliste",
      "Fra antall",
      "Gyldig fra",
      "Gyldig til",
    ],
    ["sku", "amount", "compareAt", "cost", "currency", "list", "minQuantity", "validFrom", "validUntil"],
  ],
  [
    "German",
    [
      "Artikelnummer",
      "Preis",
      "UVP",
      "EK-Preis",
      "Währung",
      "Preisliste",
      "Staffelmenge",
      "Gültig ab",
      "MwSt",
    ],
    ["sku", "amount", "compareAt", "cost", "currency", "list", "minQuantity", "validFrom", "taxRate"],
  ],
])("price files in %s are understood", (_, headers, fields) => {
  const expected = Object.fromEntries(fields.map((field, at) => [field, headers[at]]));
  expect(suggestColumns(headers).prices).toEqual(expected);
});

test.each([
  [
    [
      "SKU",
      "Name",
      "Description",
      "Brand",
      "Weight (kg)",
      "Country of origin",
      "HS code",
      "Images",
      "Parent SKU",
    ],
    ["sku", "title", "description", "vendor", "weight", "originCountry", "hsCode", "photos", "group"],
  ],
  [
    ["Kód zboží", "Název", "Popis", "Výrobce", "Hmotnost kg", "Země původu", "Obrázky", "Ukončeno"],
    ["sku", "title", "description", "vendor", "weight", "originCountry", "photos", "discontinued"],
  ],
  [
    [
      "Varenr",
      "Varenavn",
      "Beskrivelse",
      "Produsent",
      "Varegruppe",
      "Vekt (g)",
      "Opprinnelsesland",
      "Utgått",
    ],
    ["sku", "title", "description", "vendor", "productType", "weight", "originCountry", "discontinued"],
  ],
  [
    ["SKU", "Title", "Title (cs)", "title_nb", "Metafield: custom.material [single_line_text_field]"],
    ["sku", "title", "title@cs", "title@nb", "metafields.custom.material"],
  ],
])("content files are understood: %s", (headers, fields) => {
  const expected = Object.fromEntries(fields.map((field, at) => [field, headers[at]]));
  expect(suggestColumns(headers).items).toEqual(expected);
});

test("a weight whose unit nobody names is not taken without asking", () => {
  expect(suggestColumns(["SKU", "Weight"]).items).toEqual({ sku: "SKU" });
  expect(suggestColumns(["SKU", "Weight", "Weight unit"]).items).toMatchObject({ weight: "Weight" });
});

test("exchange rates and options are found too", () => {
  expect(suggestColumns(["Currency", "Amount", "Rate"]).rates).toEqual({
    from: "Currency",
    units: "Amount",
    rate: "Rate",
  });
  expect(suggestOptions(["SKU", "Barva", "Velikost"])).toEqual([
    { name: "Barva", column: "Barva" },
    { name: "Velikost", column: "Velikost" },
  ]);
});

test("a header that means nothing is not forced upon a field", () => {
  expect(suggestColumns(["foo", "bar"]).stock).toEqual({});
});

test("a file can be looked at before its columns are known", async () => {
  const { put, path } = folder();
  put("stock.csv", Buffer.from("\ufeffVarenr;Lager;Fri\r\nMUG;OSL;4\r\n"));
  const look = {
    place: { kind: "local", folder: path },
    secrets: {},
    pattern: "stock*",
    encoding: "auto",
    delimiter: "auto",
  } as const;
  expect(await preview(look, signal)).toEqual({
    file: "stock.csv",
    headers: ["Varenr", "Lager", "Fri"],
    rows: [["MUG", "OSL", "4"]],
    delimiter: ";",
    encoding: "utf-8",
  });
  await expect(preview({ ...look, pattern: "none*" }, signal)).rejects.toThrow(ConnectionError);
});

test("settings that are not complete are refused by the name of the field", () => {
  expect(() =>
    adapters["csv"]?.open({ place: { kind: "local", folder: "/x" }, files: { stock: {} } }, {}),
  ).toThrow(/files\.stock\.pattern/);
  expect(() => adapters["csv"]?.open({}, null)).toThrow(ConnectionError);
});
