import type { ItemContent } from "#app/core/source/records.ts";
import { type Cells, code, plain, trim, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { type Refusal } from "./refusal.ts";
import { parseCountry } from "./countries.ts";
import { asHtml } from "./html.ts";
import type { Spec } from "./mapping.ts";
import { parsePhotos } from "./photos.ts";
import { parseWeight, unitInHeader, type WeightUnit } from "./weights.ts";
import { plainWords, yesOrNo } from "./words.ts";

/** Columns that say something about the row but that the shop does not show as is. */
const aside = new Set(["sku", "updatedAt", "weightUnit", "photos", "group", "discontinued"]);

/** The option columns, under the keys they have in a mapping. */
export function optionColumns({ options = [] }: Pick<Spec<"items">, "options">): Record<string, string> {
  return Object.fromEntries(options.map(({ column }, index) => [`option.${index}`, column]));
}

/** What a row says about its article; null where the file has nothing but the SKU. */
export function contentOf(
  cells: Cells,
  spec: Spec<"items">,
  decimal: "." | ",",
): ItemContent | null | Refusal {
  const given = Object.keys(spec.columns).filter((field) => field !== "sku" && field !== "updatedAt");
  if (given.length === 0 && !spec.options?.length) return null;
  const fields: Record<string, string> = {};
  for (const field of given) {
    if (aside.has(field)) continue;
    const text = fieldText(field, cells, spec, decimal);
    if (isRefusal(text)) return text;
    if (text !== null) fields[field] = text;
  }
  const rest = whole({
    photos: parsePhotos(plain(cells("photos")), spec.photoSeparator ?? ",", spec.photoBase),
    discontinued: isDiscontinued(plain(cells("discontinued")), spec.discontinuedWhen),
  });
  if (isRefusal(rest)) return rest;
  return { fields, ...rest, group: plain(cells("group")) || null, options: optionsOf(cells, spec) };
}

/** The text of one field as the shop would show it; null where the source does not say. */
function fieldText(
  field: string,
  cells: Cells,
  spec: Spec<"items">,
  decimal: "." | ",",
): string | null | Refusal {
  const text = trim(cells(field) ?? "");
  const [name, language] = field.split("@");
  // Every article has a name, and a text without a translation is shown in the shop's own language.
  if (text === "" && (name === "title" || language !== undefined)) return null;
  switch (name) {
    case "description":
      return asHtml(text);
    case "barcode":
      return barcodeOf(text);
    case "weight":
      return parseWeight(plain(text), plain(cells("weightUnit")), unitOfFile(spec), decimal);
    case "originCountry":
      return parseCountry(plain(text));
    case "hsCode":
      return hsCodeOf(plain(text));
    default:
      return text;
  }
}

function unitOfFile({ weightUnit, columns }: Spec<"items">): WeightUnit | undefined {
  return weightUnit ?? unitInHeader(columns.weight ?? "");
}

/** A barcode that a spreadsheet has cut short is not given. */
function barcodeOf(text: string): string | null {
  const barcode = code(text);
  if (!isRefusal(barcode)) return barcode;
  return plain(text) === "" ? "" : null;
}

/** Customs numbers are written with points and blanks; the world agrees on six digits, countries add theirs. */
function hsCodeOf(text: string): string | Refusal {
  const digits = text.replace(/[.\s-]/g, "");
  return digits === "" || /^\d{6,13}$/.test(digits) ? digits : { reason: "not-an-hs-code" };
}

const endWords = new Set(
  "discontinued|blocked|ended|inactive|utgatt|sperret|ukonceno|neprodejne|ausgelaufen|gesperrt".split("|"),
);

function isDiscontinued(text: string, when: string | undefined): boolean | Refusal {
  const word = plainWords(text);
  if (when !== undefined) return when.split(",").some((one) => plainWords(one) === word && word !== "");
  if (endWords.has(word)) return true;
  const answer = yesOrNo(text);
  return answer ?? false;
}

function optionsOf(cells: Cells, { options = [] }: Spec<"items">): ItemContent["options"] {
  return options.flatMap(({ name }, index) => {
    const value = trim(cells(`option.${index}`) ?? "");
    return value === "" ? [] : [{ name, value }];
  });
}
