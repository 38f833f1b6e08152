import { plainAmount } from "#app/core/money.ts";
import { MAX_VARIANTS, updateVariants } from "#app/shopify/products/variant-writes.ts";
import { type VariantOutcome } from "#app/shopify/products/variant-outcomes.ts";
import { type VariantWrite } from "#app/shopify/products/variant-outcomes.ts";
import type { VariantChange } from "#app/shopify/products/variant-input.ts";
import type { VariantFields } from "#app/shopify/products/variants.ts";
import type { DueChange } from "#app/store/values/changes.server.ts";
import type { ValueKey } from "#app/store/values/observations.server.ts";
import type { Answer, Applying, Call, RowOutcome } from "./write.server.ts";

/** One call per product to write its variants' prices or fields; more if it has very many variants. */
export function variantCalls(applying: Applying, rows: readonly DueChange[], currency: string): Call[] {
  return [...Map.groupBy(rows, ({ productId }) => productId ?? "").values()].flatMap((ofProduct) => {
    const variants = [...Map.groupBy(ofProduct, ({ subject }) => subject).values()];
    const calls: Call[] = [];
    for (let start = 0; start < variants.length; start += MAX_VARIANTS) {
      calls.push(variantCall(applying, variants.slice(start, start + MAX_VARIANTS).flat(), currency));
    }
    return calls;
  });
}

function variantCall({ client, signal }: Applying, rows: readonly DueChange[], currency: string): Call {
  return {
    rows,
    send: async ({ rows: sent, closing }) => {
      return toAnswer(await updateVariants(client, { ...variantWrite(sent, currency), closing }, signal));
    },
  };
}

/** Values of one product's variants as Shopify takes them. */
export function variantWrite(rows: readonly DueChange[], currency: string): VariantWrite {
  const variants = [...Map.groupBy(rows, ({ subject }) => subject)].map(([id, values]): VariantChange => {
    const fields = values.map((row) => [fieldOf(row), plain(row)]);
    return { id, ...(Object.fromEntries(fields) as Partial<VariantFields>) };
  });
  return { productId: rows[0]?.productId ?? "", currency, variants };
}

/** What became of each value of one product's variants. */
export function toAnswer({ variants, undetermined }: Awaited<ReturnType<typeof updateVariants>>): Answer {
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  return { outcomeOf: (row) => outcomeOf(byId.get(row.subject), fieldOf(row)), undetermined };
}

function outcomeOf(variant: VariantOutcome | undefined, field: keyof VariantFields): RowOutcome | undefined {
  const outcome = variant?.fields[field];
  const shows = variant?.shows?.[field];
  return outcome?.outcome === "applied" && shows !== undefined ? { outcome: "applied", shows } : outcome;
}

function fieldOf({ kind, place }: ValueKey): keyof VariantFields {
  return (kind === "content" ? place : kind) as keyof VariantFields;
}

function plain({ kind, target }: DueChange): string {
  return kind === "content" ? target : plainAmount(target);
}
