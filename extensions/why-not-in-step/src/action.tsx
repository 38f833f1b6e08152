import "@shopify/ui-extensions/preact";
import type { Api as ProductApi } from "@shopify/ui-extensions/admin.product-details.action.render";
import type { Api as VariantApi } from "@shopify/ui-extensions/admin.product-variant-details.action.render";
import { render } from "preact";
import type { WhyAnswer } from "#app/endpoints/why-answer.ts";
import { ActionFrame } from "../../verdict/action-frame.tsx";
import { subjectOf } from "../../verdict/concord.ts";
import { useWhy } from "../../verdict/use-why.ts";
import { Arithmetic, isRepairable, openText, OutOfStep, Verdict } from "../../verdict/verdict.tsx";

declare const shopify: ProductApi | VariantApi;

export default function openAction(): void {
  render(<Action gid={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Action({ gid }: { gid: string }) {
  const { i18n, close } = shopify;
  return (
    <ActionFrame
      hand={useWhy(subjectOf(gid))}
      i18n={i18n}
      close={close}
      cureText={(answer) => (isRepairable(answer) ? i18n.translate("repair") : null)}
      openText={(answer) => openText(answer, i18n)}
    >
      {(answer) => <Explained answer={answer} />}
    </ActionFrame>
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
