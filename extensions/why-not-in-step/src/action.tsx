import "@shopify/ui-extensions/preact";
import type { Api as ProductApi } from "@shopify/ui-extensions/admin.product-details.action.render";
import type { Api as VariantApi } from "@shopify/ui-extensions/admin.product-variant-details.action.render";
import { render } from "preact";
import type { WhyAnswer } from "#app/endpoints/why-answer.ts";
import { subjectOf } from "../../verdict/concord.ts";
import { Trouble } from "../../verdict/trouble.tsx";
import { useWhy } from "../../verdict/use-why.ts";
import { Arithmetic, isRepairable, openText, OutOfStep, Verdict } from "../../verdict/verdict.tsx";

declare const shopify: ProductApi | VariantApi;

export default function openAction(): void {
  render(<Action gid={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Action({ gid }: { gid: string }) {
  const { i18n, close } = shopify;
  const hand = useWhy(subjectOf(gid));
  const { heard, cure, curing, unheard } = hand;
  const answer = heard.status === "ready" ? heard.answer : null;
  return (
    <s-admin-action heading={i18n.translate("heading")} loading={heard.status === "loading"}>
      {answer && isRepairable(answer) && (
        <s-button slot="primary-action" variant="primary" loading={curing} onClick={() => void cure()}>
          {i18n.translate("repair")}
        </s-button>
      )}
      {answer && (
        <s-button slot="secondary-actions" href={`app:${answer.page}`}>
          {openText(answer, i18n)}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={close}>
        {i18n.translate("close")}
      </s-button>
      <s-stack gap="base">
        {unheard && <s-banner tone="critical">{i18n.translate("unheard")}</s-banner>}
        {answer ? <Explained answer={answer} /> : <Trouble hand={hand} i18n={i18n} />}
      </s-stack>
    </s-admin-action>
  );
}

function Explained({ answer }: { answer: WhyAnswer }) {
  const { i18n } = shopify;
  return (
    <s-stack gap="base">
      <Verdict answer={answer} i18n={i18n} />
      <Arithmetic answer={answer} i18n={i18n} />
      {answer.outOfStep.length > 1 && <OutOfStep values={answer.outOfStep} i18n={i18n} />}
      {answer.more && <s-text color="subdued">{i18n.translate("more")}</s-text>}
    </s-stack>
  );
}
