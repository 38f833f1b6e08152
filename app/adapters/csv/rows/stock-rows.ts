import type { StockRecord } from "#app/core/source/records.ts";
import { type Cells, code, plain, skuOf, timeOf, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { type Refusal } from "./refusal.ts";
import type { Mapping, Spec, Style } from "./mapping.ts";
import { parseQuantity } from "./numbers.ts";
import { fileOf } from "./spec.ts";

export const defaultWarehouse = "MAIN";

export function stockMapping(spec: Spec<"stock">, { decimal, timeZone }: Style): Mapping<StockRecord> {
  return {
    ...fileOf(spec, spec.columns),
    sku: skuOf,
    toRecord(cells, { origin, fileTime }) {
      const sku = code(cells("sku"));
      if (isRefusal(sku)) return { ...sku, sku: null };
      const row = whole({
        warehouse: warehouseOf(cells, spec.warehouse) ?? missingWarehouse,
        quantity: parseQuantity(plain(cells("quantity")), decimal),
        asOf: timeOf(cells("asOf"), fileTime, timeZone, spec.timeFormat),
      });
      return isRefusal(row) ? { ...row, sku } : { record: { sku, ...row, origin } };
    },
    // Two quantities for one place may be two bins to add up or a mistake: even equal ones are not believed.
    claim(cells) {
      const sku = skuOf(cells);
      return sku === null ? null : { key: `${sku}\0${warehouseOf(cells, spec.warehouse) ?? ""}`, says: null };
    },
    inWords: ({ sku, quantity, warehouse }) => `${sku}: ${quantity} in ${warehouse}`,
  };
}

const missingWarehouse: Refusal = { reason: "warehouse-missing" };

export function warehouseOf(cells: Cells, constant: string | undefined): string | null {
  const text = cells("warehouse");
  if (text === null) return constant ?? defaultWarehouse;
  const warehouse = code(text);
  return typeof warehouse === "string" ? warehouse : null;
}
