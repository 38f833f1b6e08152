import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { askDelivery, type Heard } from "./concord.ts";
import { Timeline } from "./timeline.tsx";

declare const shopify: Api;

export default function openBlock(): void {
  render(<Block />, document.body);
}

function Block() {
  const [heard, setHeard] = useState<Heard | { status: "loading" }>({ status: "loading" });
  const order = shopify.order.value?.id;
  const look = useCallback(async () => {
    if (order !== undefined) setHeard(await askDelivery(order, await shopify.sessionToken.get()));
  }, [order]);
  useEffect(() => void look(), [look]);

  const { i18n } = shopify;
  if (order === undefined || heard.status === "nothing") return null;
  return (
    <s-section heading={i18n.translate("heading")}>
      {heard.status === "loading" && <s-skeleton-paragraph content={i18n.translate("loading")} />}
      {heard.status === "ready" && (
        <Timeline delivery={heard.delivery} i18n={i18n} timeZone={shopify.localization.timezone.value} />
      )}
      {heard.status === "failed" && (
        <s-stack gap="base">
          <s-text>{i18n.translate("failed")}</s-text>
          <s-button variant="secondary" onClick={() => void look()}>
            {i18n.translate("again")}
          </s-button>
        </s-stack>
      )}
    </s-section>
  );
}
