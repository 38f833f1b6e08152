import "@shopify/ui-extensions/preact";
import type { Api as ProductApi } from "@shopify/ui-extensions/admin.product-details.block.render";
import type { Api as VariantApi } from "@shopify/ui-extensions/admin.product-variant-details.block.render";
import { render } from "preact";
import { subjectOf } from "../../verdict/concord.ts";
import { Trouble } from "../../verdict/trouble.tsx";
import type { WhyAnswer } from "#app/endpoints/why-answer.ts";
import type { Cure } from "../../verdict/use-cure.ts";
import { useWhy } from "../../verdict/use-why.ts";
import { Arithmetic, isRepairable, openText, sentenceText, Verdict } from "../../verdict/verdict.tsx";

declare const shopify: ProductApi | VariantApi;

export default function openBlock(): void {
  render(<Block gid={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Block({ gid }: { gid: string }) {
  const { i18n } = shopify;
  const hand = useWhy(subjectOf(gid));
  const { heard } = hand;
  const summary = heard.status === "ready" ? sentenceText(heard.answer, i18n) : "";
  return (
    <s-admin-block heading={i18n.translate("heading")} collapsedSummary={summary}>
      {heard.status === "ready" ? <Answer hand={hand} /> : <Trouble hand={hand} i18n={i18n} />}
    </s-admin-block>
  );
}

function Answer({ hand: { heard, cure, curing, unheard } }: { hand: Cure<WhyAnswer> }) {
  const { i18n, navigation } = shopify;
  if (heard.status !== "ready") return null;
  const { answer } = heard;
  return (
    <s-stack gap="base">
      <Verdict answer={answer} i18n={i18n} />
      <Arithmetic answer={answer} i18n={i18n} />
      {unheard && <s-banner tone="critical">{i18n.translate("unheard")}</s-banner>}
      <s-stack direction="inline" gap="small-200">
        {isRepairable(answer) && (
          <s-button loading={curing} onClick={() => void cure()}>
            {i18n.translate("repair")}
          </s-button>
        )}
        {answer.outOfStep.length > 1 && (
          <s-button onClick={() => navigation.navigate("extension://why-not-in-step")}>
            {i18n.translate("allOutOfStep", { count: answer.outOfStep.length })}
          </s-button>
        )}
        <s-button variant="tertiary" href={`app:${answer.page}`}>
          {openText(answer, i18n)}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
