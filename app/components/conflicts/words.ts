import type { TFunction } from "i18next";
import { HAND_PROBLEMS } from "#app/core/values/hand-value.ts";
import type { formats } from "../parts/format.ts";
import { placeInWords, valueText } from "../values/text.ts";
import type { Choice } from "./decisions.ts";
import type { ConflictRow } from "./session.ts";

type Formats = ReturnType<typeof formats>;

/** "Price changed in Shopify": what the person is asked about. */
export function questionInWords(
  row: Pick<ConflictRow, "kind" | "place" | "placeName" | "desired" | "observed" | "baseline">,
  t: TFunction,
  format: Formats,
): string {
  const field = placeInWords(row, t, format);
  if (row.baseline === null) return t("conflicts.question.never", { field });
  const both = row.desired !== row.baseline && row.observed !== row.baseline;
  return t(both ? "conflicts.question.both" : "conflicts.question.shop", { field });
}

/** The choice in words, as shown in the row and read out. */
export function choiceInWords(
  row: Pick<ConflictRow, "kind" | "place" | "desired" | "observed">,
  choice: Choice,
  t: TFunction,
  format: Formats,
): string {
  const say = (text: string | null) => valueText(row, text, t, format);
  switch (choice.take) {
    case "source":
      return t("conflicts.outcome.source", { value: say(row.desired) });
    case "shop":
      return t("conflicts.outcome.shop", { value: say(row.observed) });
    case "value":
      return t("conflicts.outcome.value", { value: say(choice.value) });
    case "ignore":
      return t("conflicts.outcome.ignore");
  }
}

/** Product and SKU in one short name. */
export function nameOf(row: Pick<ConflictRow, "sku" | "title" | "variantTitle">, t: TFunction): string {
  const title = row.title || t("drift.untitled");
  if (row.sku !== null) return row.sku;
  return row.variantTitle === "" ? title : `${title} · ${row.variantTitle}`;
}

/** One line for a screen reader that comes to a row. */
export function rowLabel(row: ConflictRow, t: TFunction, format: Formats): string {
  return t("conflicts.rowLabel", {
    name: nameOf(row, t),
    question: questionInWords(row, t, format),
    agreed: valueText(row, row.baseline, t, format),
    source: valueText(row, row.desired, t, format),
    shop: valueText(row, row.observed, t, format),
  });
}

/** Why a typed value cannot be taken, and what to type instead. */
export function problemInWords(problem: string, currency: string | null, t: TFunction): string {
  const known = HAND_PROBLEMS.find((one) => one === problem) ?? "not-by-hand";
  return t(`conflicts.problem.${known}`, { currency: currency ?? "" });
}

/** The currency of a row's money, where it is money. */
export function currencyOf({ kind, desired, observed }: Pick<ConflictRow, "kind" | "desired" | "observed">) {
  if (kind === "content" || kind === "stock") return null;
  return (desired || observed || "").split(" ")[1] ?? null;
}
