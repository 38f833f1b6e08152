import { decideValue } from "#app/core/values/decide.ts";
import { contentUrgency, desiredContent } from "#app/core/content/content.ts";
import { parseTranslation, sameField } from "#app/core/content/fields.ts";
import type { AnyReceipt, Desired } from "#app/core/values/receipt.ts";
import type { ContentRow } from "#app/store/content/rows.server.ts";
import type { DecidedRow } from "#app/store/values/decisions.server.ts";
import { pinOf } from "#app/store/values/rows.server.ts";
import { cleanHtml } from "./clean-html.server.ts";
import { notKept } from "./not-kept.server.ts";
import type { Rules } from "./rules.server.ts";

/** Decides one stored field of a product or variant under the given rules. */
export function decideContent(row: ContentRow, rules: Rules): DecidedRow {
  const { subject, place, dirty } = row;
  const key = { kind: "content", subject, place, dirty } as const;
  const { authority } = rules.authority.of(place, row);
  if (place === "status" ? rules.discontinued !== "archive" : authority === "off") {
    return notKept(key, "not-owned");
  }
  const said = desiredContent({
    field: place,
    // All systems together say whether a product is still sold; any other field comes from one system.
    readings: row.readings
      .filter(({ connectionId }) => place === "status" || connectionId === row.connectionId)
      .map((reading) => ({ ...reading, value: cleaned(place, reading.value) })),
    complete: row.articles >= row.variants,
    observed: row.observed,
    baseline: row.baseline,
  });
  const wanted = translated(row, said, rules);
  if (wanted.value === null && wanted.reason === null) return notKept(key, "not-given");
  const decision = decideValue({
    wanted,
    observed: row.looked ? row.observed : null,
    baseline: row.baseline,
    authority: authority === "off" ? "source" : authority,
    approved: row.approved,
    pin: pinOf(row),
    scheduled: false,
    same: (a, b) => sameField(place, a, b),
    urgency: () => contentUrgency(place),
    jumps: () => false,
  });
  return { ...key, ...decision, dueAt: null };
}

/** Shopify keeps no translation that says the same as the original, and none in a language that is not published. */
function translated(
  { place, original }: ContentRow,
  said: Desired<AnyReceipt>,
  { locales }: Rules,
): Desired<AnyReceipt> {
  const translation = parseTranslation(place);
  if (translation === null || said.value === null) return said;
  if (!locales.includes(translation.locale)) return { ...said, value: null, reason: "language-unpublished" };
  const repeats = original !== null && sameField(translation.field, said.value, original);
  return repeats ? { ...said, value: "" } : said;
}

function cleaned(field: string, value: string | null): string | null {
  if (value === null || !(field === "description" || field.startsWith("description@"))) return value;
  return cleanHtml(value);
}
