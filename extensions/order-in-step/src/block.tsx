import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";
import { render } from "preact";
import type { OrderAnswer } from "#app/endpoints/order-answer.ts";
import { Trouble } from "../../verdict/trouble.tsx";
import type { Cure } from "../../verdict/use-cure.ts";
import { useOrder } from "./concord.ts";
import { openText, Parcels, sentenceText, Standing } from "./standing.tsx";

declare const shopify: Api;

export default function openBlock(): void {
  render(<Block gid={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Block({ gid }: { gid: string }) {
  const { i18n } = shopify;
  const hand = useOrder(gid);
  const { heard } = hand;
  const summary = heard.status === "ready" ? sentenceText(heard.answer, i18n) : "";
  return (
    <s-admin-block heading={i18n.translate("heading")} collapsedSummary={summary}>
      {heard.status === "ready" ? (
        <Answer answer={heard.answer} hand={hand} />
      ) : (
        <Trouble hand={hand} i18n={i18n} />
      )}
    </s-admin-block>
  );
}

function Answer({ answer, hand }: { answer: OrderAnswer; hand: Cure<OrderAnswer> }) {
  const { i18n, navigation } = shopify;
  return (
    <s-stack gap="base">
      <Standing answer={answer} i18n={i18n} />
      <Parcels answer={answer} i18n={i18n} />
      {hand.unheard && <s-banner tone="critical">{i18n.translate("unheard")}</s-banner>}
      <s-stack direction="inline" gap="small-200">
        {answer.cure === "retry" && (
          <s-button loading={hand.curing} onClick={() => void hand.cure()}>
            {i18n.translate("retry")}
          </s-button>
        )}
        <s-button onClick={() => navigation.navigate("extension://order-in-step")}>
          {i18n.translate("way")}
        </s-button>
        <s-button variant="tertiary" href={`app:${answer.page}`}>
          {openText(answer, i18n)}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
