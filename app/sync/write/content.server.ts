import { fieldOwner, parseMetafield, parseTranslation } from "#app/core/content/fields.ts";
import { METAFIELDS_MAX } from "#app/core/shopify-limits.ts";
import { setMetafields } from "#app/shopify/products/metafields.ts";
import { updateProduct, type ProductField } from "#app/shopify/products/product-writes.ts";
import { registerTranslations } from "#app/shopify/products/translations.ts";
import type { DueChange } from "#app/store/values/changes.server.ts";
import { valueKey } from "../look/look.server.ts";
import { photoCall } from "./photos.server.ts";
import { variantCalls } from "./variants.server.ts";
import type { Answer, Applying, Call, RowOutcome } from "./write.server.ts";

/** The calls that write these fields, each with the mutation that Shopify has for them. */
export function contentCalls(applying: Applying, rows: readonly DueChange[], currency: string): Call[] {
  const {
    product = [],
    variant = [],
    metafield = [],
    translation = [],
    photos = [],
  } = Object.fromEntries(Map.groupBy(rows, ({ place }) => wayOf(place)));
  return [
    ...byProduct(product).map((own) => productCall(applying, own)),
    ...variantCalls(applying, variant, currency),
    ...inChunks(metafield, METAFIELDS_MAX).map((some) => metafieldCall(applying, some)),
    ...byProduct(translation).map((own) => translationCall(applying, own)),
    ...photos.map((row) => photoCall(applying, row)),
  ];
}

function wayOf(field: string): "product" | "variant" | "metafield" | "translation" | "photos" {
  if (field === "photos") return "photos";
  if (fieldOwner(field) === "variant") return "variant";
  if (parseMetafield(field) !== null) return "metafield";
  return parseTranslation(field) === null ? "product" : "translation";
}

function productCall({ client, signal }: Applying, rows: readonly DueChange[]): Call {
  return {
    rows,
    async send({ rows: sent }) {
      const fields = Object.fromEntries(sent.map(({ place, target }) => [place, target]));
      const answer = await updateProduct(client, { id: productOf(sent), fields }, signal);
      const outcome = (field: ProductField): RowOutcome | undefined => {
        const found = answer.outcomes[field];
        const shows = answer.stored[field];
        return found?.outcome === "applied" && shows !== undefined ? { outcome: "applied", shows } : found;
      };
      return { outcomeOf: ({ place }) => outcome(place as ProductField), undetermined: null };
    },
  };
}

function metafieldCall({ client, signal }: Applying, rows: readonly DueChange[]): Call {
  return {
    rows,
    async send({ rows: sent }) {
      const metafields = sent.flatMap(({ subject, place, observed, target }) => {
        const name = parseMetafield(place);
        return name === null ? [] : [{ productId: subject, ...name, from: observed ?? "", to: target }];
      });
      return inOrder(sent, await setMetafields(client, metafields, signal));
    },
  };
}

function translationCall({ client, signal }: Applying, rows: readonly DueChange[]): Call {
  return {
    rows,
    async send({ rows: sent }) {
      const translations = sent.flatMap(({ place, target }) => {
        const name = parseTranslation(place);
        return name === null ? [] : [{ ...name, value: target }];
      });
      return inOrder(sent, await registerTranslations(client, productOf(sent), translations, signal));
    },
  };
}

function inOrder(sent: readonly DueChange[], outcomes: readonly RowOutcome[]): Answer {
  const byKey = new Map(sent.map((row, at) => [valueKey(row), outcomes[at]]));
  return { outcomeOf: (row) => byKey.get(valueKey(row)), undetermined: null };
}

function byProduct(rows: readonly DueChange[]): DueChange[][] {
  return [...Map.groupBy(rows, ({ subject }) => subject).values()];
}

function productOf(rows: readonly DueChange[]): string {
  const [first] = rows;
  if (!first) throw new RangeError("A call without rows");
  return first.subject;
}

function inChunks<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}
