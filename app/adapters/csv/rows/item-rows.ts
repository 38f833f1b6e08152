import type { ItemRecord } from "#app/core/source/records.ts";
import { code, plain, skuOf, timeOf } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { contentOf, optionColumns } from "./content.ts";
import type { Mapping, Outcome, Place, Spec, Style } from "./mapping.ts";
import type { Cells } from "./cells.ts";
import { fileOf } from "./spec.ts";

export function itemMapping(spec: Spec<"items">, style: Style): Mapping<ItemRecord> {
  const toRecord = (cells: Cells, place: Place) => itemOf(cells, place, spec, style);
  return {
    ...fileOf(spec, { ...spec.columns, ...optionColumns(spec) }),
    sku: skuOf,
    toRecord,
    claim(cells) {
      const outcome = toRecord(cells, { origin: "", fileTime: new Date(0) });
      if (outcome === null || !("record" in outcome)) return null;
      const { sku, title, barcode, content } = outcome.record;
      return { key: sku, says: JSON.stringify([title, barcode, content]) };
    },
    inWords: ({ sku, title }) => (title === null ? sku : `${sku} ${title}`),
  };
}

function itemOf(
  cells: Cells,
  { origin, fileTime }: Place,
  spec: Spec<"items">,
  style: Style,
): Outcome<ItemRecord> {
  const sku = code(cells("sku"));
  if (isRefusal(sku)) return { ...sku, sku: null };
  const updatedAt = timeOf(plain(cells("updatedAt")) || null, fileTime, style.timeZone, spec.timeFormat);
  if (isRefusal(updatedAt)) return { ...updatedAt, sku };
  const content = contentOf(cells, spec, style.decimal);
  if (isRefusal(content)) return { ...content, sku };
  const barcode = code(cells("barcode"));
  return {
    record: {
      sku,
      title: cells("title")?.trim() || null,
      barcode: isRefusal(barcode) ? null : barcode,
      updatedAt,
      content,
      origin,
    },
  };
}
