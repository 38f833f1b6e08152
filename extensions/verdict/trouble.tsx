import type { I18n } from "@shopify/ui-extensions";
import type { WhyInHand } from "./use-why.ts";

/** What stands in the place of an answer: on its way, not to be had, or none because nothing is kept in step. */
export function Trouble({ hand: { why, again }, i18n }: { hand: WhyInHand; i18n: I18n }) {
  if (why.status === "loading") {
    return (
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-spinner accessibilityLabel={i18n.translate("loading")} />
        <s-text>{i18n.translate("loading")}</s-text>
      </s-stack>
    );
  }
  if (why.status === "unknown") return <s-text>{i18n.translate("unknownProduct")}</s-text>;
  const tone = why.status === "offline" ? "warning" : "critical";
  return (
    <s-banner tone={tone} heading={i18n.translate(`${why.status}.heading`)}>
      <s-text>{i18n.translate(`${why.status}.text`)}</s-text>
      <s-button slot="secondary-actions" onClick={() => void again()}>
        {i18n.translate("again")}
      </s-button>
    </s-banner>
  );
}
