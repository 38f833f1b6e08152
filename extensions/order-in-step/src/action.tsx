import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.action.render";
import { render } from "preact";
import { ActionFrame } from "../../verdict/action-frame.tsx";
import { useOrder } from "./concord.ts";
import { openText, Parcels, Standing, Totals, Way } from "./standing.tsx";

declare const shopify: Api;

export default function openAction(): void {
  render(<Action gid={shopify.data.selected[0]?.id ?? ""} />, document.body);
}

function Action({ gid }: { gid: string }) {
  const { i18n, close } = shopify;
  return (
    <ActionFrame
      hand={useOrder(gid)}
      i18n={i18n}
      close={close}
      cureText={({ cure }) => (cure === "retry" ? i18n.translate("retry") : null)}
      openText={(answer) => openText(answer, i18n)}
    >
      {(answer) => (
        <s-stack gap="base">
          <Standing answer={answer} i18n={i18n} />
          <Way answer={answer} i18n={i18n} />
          <Totals answer={answer} i18n={i18n} />
          <Parcels answer={answer} i18n={i18n} />
        </s-stack>
      )}
    </ActionFrame>
  );
}
