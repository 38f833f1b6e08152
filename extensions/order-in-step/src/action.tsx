import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.action.render";
import { render } from "preact";
import { Trouble } from "../../verdict/trouble.tsx";
import { useOrder } from "./concord.ts";
import { openText, Parcels, Standing, Totals, Way } from "./standing.tsx";

declare const shopify: Api;

export default function openAction(): void {
  render(<Action gid={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Action({ gid }: { gid: string }) {
  const { i18n, close } = shopify;
  const hand = useOrder(gid);
  const { heard, cure, curing, unheard } = hand;
  const answer = heard.status === "ready" ? heard.answer : null;
  return (
    <s-admin-action heading={i18n.translate("heading")} loading={heard.status === "loading"}>
      {answer?.cure === "retry" && (
        <s-button slot="primary-action" variant="primary" loading={curing} onClick={() => void cure()}>
          {i18n.translate("retry")}
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
        {answer ? (
          <s-stack gap="base">
            <Standing answer={answer} i18n={i18n} />
            <Way answer={answer} i18n={i18n} />
            <Totals answer={answer} i18n={i18n} />
            <Parcels answer={answer} i18n={i18n} />
          </s-stack>
        ) : (
          <Trouble hand={hand} i18n={i18n} />
        )}
      </s-stack>
    </s-admin-action>
  );
}
