import type { I18n } from "@shopify/ui-extensions";
import type { OrderAnswer } from "#app/endpoints/order-answer.ts";

interface Told {
  answer: OrderAnswer;
  i18n: I18n;
}

const TONES = {
  stuck: "warning",
  waiting: "info",
  moving: "info",
  done: "success",
  left: "neutral",
  cancelled: "neutral",
  "not-kept": "neutral",
} as const;

/** The one sentence. */
export function sentenceText({ sentence: { key, params } }: OrderAnswer, i18n: I18n): string {
  const connection = params.connection === "" ? i18n.translate("orderSays.someSource") : params.connection;
  const at = params.at === null ? i18n.translate("orderSays.soon") : moment(params.at, i18n);
  return i18n.translate(key, { ...params, connection, at });
}

/** The label of the link into the app: a place to decide, where a decision is missing. */
export function openText({ cure }: OrderAnswer, i18n: I18n): string {
  return i18n.translate(cure === "decide" || cure === "decide-shipment" ? "decide" : "open");
}

/** The order's state, as a badge and the one sentence. */
export function Standing({ answer, i18n }: Told) {
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-badge tone={TONES[answer.state]}>{i18n.translate(`state.${answer.state}`)}</s-badge>
        <Numbers answer={answer} i18n={i18n} />
      </s-stack>
      <s-text>{sentenceText(answer, i18n)}</s-text>
    </s-stack>
  );
}

/** What each system calls the order. */
function Numbers({ answer: { sources }, i18n }: Told) {
  return sources
    .filter(({ number }) => number !== null)
    .map(({ connection, number, url }) => {
      const text = i18n.translate("numberIn", { number: number ?? "", connection });
      return url === null ? (
        <s-text key={connection}>{text}</s-text>
      ) : (
        <s-link key={connection} href={url} target="_blank">
          {text}
        </s-link>
      );
    });
}

/** Each stage with how far it is and since when. */
export function Way({ answer: { stages }, i18n }: Told) {
  return (
    <s-stack gap="small-400">
      {stages
        .filter(({ state }) => state !== "none")
        .map(({ name, state, at }) => (
          <s-grid key={name} gridTemplateColumns="1fr auto" gap="base">
            <s-text color={state === "open" ? "subdued" : "base"}>{i18n.translate(`stage.${name}`)}</s-text>
            <s-text color="subdued">
              {at === null ? i18n.translate(`stageState.${state}`) : moment(at, i18n)}
            </s-text>
          </s-grid>
        ))}
    </s-stack>
  );
}

/** The order's total in the shop and in each system that names one. */
export function Totals({ answer: { total, sources }, i18n }: Told) {
  const told = sources.filter((source) => source.total !== null);
  if (total === null || told.length === 0) return null;
  const rows = [{ label: i18n.translate("shop"), amount: total }, ...told.map(toTotal)];
  return (
    <s-stack gap="small-400">
      {rows.map(({ label, amount }) => (
        <s-grid key={label} gridTemplateColumns="1fr auto" gap="base">
          <s-text color="subdued">{i18n.translate("totalIn", { where: label })}</s-text>
          <s-text fontVariantNumeric="tabular-nums">{money(amount, i18n)}</s-text>
        </s-grid>
      ))}
    </s-stack>
  );
}

/** Every parcel by carrier and number, linked to where it can be followed. */
export function Parcels({ answer: { parcels }, i18n }: Told) {
  if (parcels.length === 0) return null;
  return (
    <s-stack gap="small-400">
      {parcels.map(({ carrier, number, url }, index) => {
        const name = [carrier, number].filter((part) => part !== null).join(" ");
        const label = name === "" ? i18n.translate("parcel") : name;
        return url === null ? (
          <s-text key={index}>{label}</s-text>
        ) : (
          <s-link key={index} href={url} target="_blank">
            {label}
          </s-link>
        );
      })}
    </s-stack>
  );
}

function toTotal({ connection, total }: OrderAnswer["sources"][number]) {
  return { label: connection, amount: total ?? "" };
}

function money(text: string, i18n: I18n): string {
  const [amount = "", currency = ""] = text.split(" ");
  return i18n.formatCurrency(Number(amount), { currency });
}

function moment(at: string, i18n: I18n): string {
  return i18n.formatDate(new Date(at), { dateStyle: "medium", timeStyle: "short" });
}
