import type { I18n } from "@shopify/ui-extensions";
import type { Cure } from "./use-cure.ts";

/** Shown in place of an answer: still loading, not available, or none because nothing is kept in step. */
export function Trouble({ hand: { heard, again }, i18n }: { hand: Cure<unknown>; i18n: I18n }) {
  if (heard.status === "loading") {
    return (
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-spinner accessibilityLabel={i18n.translate("loading")} />
        <s-text>{i18n.translate("loading")}</s-text>
      </s-stack>
    );
  }
  if (heard.status === "unknown") return <s-text>{i18n.translate("unknown")}</s-text>;
  const tone = heard.status === "offline" ? "warning" : "critical";
  return (
    <s-banner tone={tone} heading={i18n.translate(`${heard.status}.heading`)}>
      <s-text>{i18n.translate(`${heard.status}.text`)}</s-text>
      <s-button slot="secondary-actions" onClick={() => void again()}>
        {i18n.translate("again")}
      </s-button>
    </s-banner>
  );
}
