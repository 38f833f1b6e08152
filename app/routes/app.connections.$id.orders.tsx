import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { FulfillmentRulesCard } from "#app/components/orders/fulfillment-rules-card.tsx";
import { OrderRulesCard } from "#app/components/orders/rules-card.tsx";
import {
  orderRulesDraft,
  orderRulesForm,
  readOrderRules,
  type OrderRulesDraft,
} from "#app/components/orders/rules-draft.ts";
import { SaveBar } from "#app/components/parts/save-bar.tsx";
import { WouldExport, type ExportPreview } from "#app/components/orders/would-export.tsx";
import { Refused } from "#app/components/parts/refused.tsx";
import { posted } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFeedState } from "#app/store/views/connections/feeds.server.ts";
import { readOrderSettings } from "#app/store/views/orders/settings.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { previewOrderRules, saveOrderRules, takesOrders } from "#app/sync/settings/orders.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { id, name } = connection;
  const [settings, takes, shipments] = await Promise.all([
    readOrderSettings(shop, id, new Date()),
    takesOrders(shop, id),
    readFeedState(shop, id, "shipments"),
  ]);
  return json({ ...settings, name, takes, ships: shipments.exists });
}

const post = z.object({ intent: z.enum(["preview", "save"]), rules: orderRulesForm });

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { data, refusal } = await posted(request, post);
  if (refusal) return refusal;
  const { intent, rules } = data;
  if (intent === "preview") {
    return json({ preview: await previewOrderRules(shop, connection.id, rules), saved: false });
  }
  await saveOrderRules(shop, connection.id, rules, await staffName(shop, sessionToken?.sub));
  await nudge({ name: "owed" });
  return json({ preview: null, saved: true });
}

const PREVIEW_AFTER_MS = 600;

export default function OrderRulesRoute() {
  const { t } = useTranslation();
  const stored = useLoaderData<typeof loader>();
  const saver = useFetcher<typeof action>();
  const previewer = useFetcher<{ preview: ExportPreview | null }>();
  const [edited, setEdited] = useState<OrderRulesDraft | null>(null);
  const before = orderRulesDraft(stored.orders, stored.fulfillment, stored.fromDay);
  const draft = edited ?? before;
  const rules = readOrderRules(draft);
  const asked = JSON.stringify(rules);
  const dirty = edited !== null && JSON.stringify(edited) !== JSON.stringify(before);
  const send = (fetcher: Pick<typeof saver, "submit">, intent: string) =>
    fetcher.submit({ intent, rules }, { method: "post", encType: "application/json" });
  useEffect(() => {
    if (!dirty || rules === null) return;
    const timer = setTimeout(() => send(previewer, "preview"), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
    // Only what is asked matters; the rules and the fetcher are new at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, dirty]);
  if (!stored.takes && !stored.ships) {
    return (
      <Banner title={t("orderRules.cannot", { connection: stored.name })}>
        {t("orderRules.cannotText")}
      </Banner>
    );
  }
  const answer = saver.state === "idle" ? saver.data : undefined;
  const saved = answer !== undefined && "saved" in answer && answer.saved && !dirty;
  return (
    <BlockStack gap="400">
      <SaveBar
        id="order-rules-save-bar"
        open={dirty}
        saving={saver.state !== "idle"}
        onSave={() => rules && send(saver, "save")}
        onDiscard={() => setEdited(null)}
      />
      <Refused answer={answer} />
      {saved ? <Banner tone="success" title={t("orderRules.saved")} /> : null}
      {dirty && draft.orders.on ? (
        <WouldExport
          valid={rules !== null}
          busy={previewer.state !== "idle"}
          preview={previewer.data?.preview ?? null}
        />
      ) : null}
      {stored.takes ? (
        <OrderRulesCard
          draft={draft}
          connection={stored.name}
          today={stored.today}
          currency={stored.currency}
          locations={stored.locations}
          onChange={(orders) => setEdited({ ...draft, orders })}
        />
      ) : null}
      {stored.ships ? (
        <FulfillmentRulesCard
          rules={draft.fulfillment}
          connection={stored.name}
          onChange={(fulfillment) => setEdited({ ...draft, fulfillment })}
        />
      ) : null}
    </BlockStack>
  );
}
