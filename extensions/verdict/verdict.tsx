import type { I18n } from "@shopify/ui-extensions";
import type { WhyAnswer, WhyValue } from "#app/endpoints/why-answer.ts";
import { receiptLines } from "./receipt-lines.ts";
import { placeText, valueText } from "./value-text.ts";

const TONES = {
  "in-step": "success",
  repairing: "info",
  "needs-you": "warning",
  cannot: "warning",
  "not-kept": "neutral",
} as const;

/** The one sentence. */
export function sentenceText({ sentence, worst }: WhyAnswer, i18n: I18n): string {
  const { shows, should, message, count } = sentence.params;
  const text = (given: string) => valueText(worst?.kind ?? "content", worst?.place ?? "", given, i18n);
  return i18n.translate(sentence.key, { shows: text(shows), should: text(should), message, count });
}

/** Whether something is out of step that does not wait for a person. */
export function isRepairable({ outOfStep, more }: WhyAnswer): boolean {
  return more || outOfStep.some(({ verdict }) => verdict !== "held" && verdict !== "conflict");
}

/** The label of the link into the app: a place to decide, where a decision is missing. */
export function openText({ cure }: WhyAnswer, i18n: I18n): string {
  return i18n.translate(cure === "review-hold" || cure === "resolve-conflict" ? "decide" : "open");
}

/** In step or not, as a badge and the one sentence; where something is wrong, the value it is about. */
export function Verdict({ answer, i18n }: { answer: WhyAnswer; i18n: I18n }) {
  const { state, worst } = answer;
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-badge tone={TONES[state]}>{i18n.translate(`state.${state}`)}</s-badge>
        {worst && state !== "in-step" && <s-text type="strong">{placeText(worst, i18n)}</s-text>}
      </s-stack>
      <s-text>{sentenceText(answer, i18n)}</s-text>
    </s-stack>
  );
}

/** The arithmetic of the value that the sentence is about. */
export function Arithmetic({ answer, i18n }: { answer: WhyAnswer; i18n: I18n }) {
  if (!answer.worst) return null;
  return (
    <s-stack gap="small-400">
      {receiptLines(answer.worst, i18n).map(({ label, amount }, index) => (
        <s-grid key={index} gridTemplateColumns="1fr auto" gap="base">
          <s-text color="subdued">{label}</s-text>
          <s-text fontVariantNumeric="tabular-nums">{amount}</s-text>
        </s-grid>
      ))}
    </s-stack>
  );
}

/** Everything that is out of step, the worst first. */
export function OutOfStep({ values, i18n }: { values: readonly WhyValue[]; i18n: I18n }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">{i18n.translate("table.value")}</s-table-header>
        <s-table-header>{i18n.translate("table.shows")}</s-table-header>
        <s-table-header>{i18n.translate("table.should")}</s-table-header>
        <s-table-header>{i18n.translate("table.state")}</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {values.map((value) => (
          <s-table-row key={`${value.kind} ${value.place} ${value.sku ?? ""}`}>
            <s-table-cell>{nameOf(value, i18n)}</s-table-cell>
            <s-table-cell>{valueText(value.kind, value.place, value.shows, i18n)}</s-table-cell>
            <s-table-cell>{valueText(value.kind, value.place, value.should, i18n)}</s-table-cell>
            <s-table-cell>{i18n.translate(`verdict.${value.verdict}`)}</s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function nameOf(value: WhyValue, i18n: I18n): string {
  const place = placeText(value, i18n);
  return value.sku === null ? place : `${value.sku} · ${place}`;
}
