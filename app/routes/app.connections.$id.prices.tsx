import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Ago } from "#app/components/parts/ago.tsx";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { texts } from "#app/components/parts/posted.ts";
import { NoShopLists, PriceListMap } from "#app/components/prices/list-map.tsx";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFeedState } from "#app/store/views/connections/feeds.server.ts";
import {
  readRatePairs,
  readShopLists,
  readSourceLists,
} from "#app/store/views/connections/price-lists.server.ts";
import { refreshPriceLists, saveListMappings, type ListTarget } from "#app/sync/look/price-lists.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { id, approved } = connection;
  const [feed, lists, inShop, ratePairs] = await Promise.all([
    readFeedState(shop, id, "prices"),
    readSourceLists(shop, id),
    readShopLists(shop),
    readRatePairs(shop, id),
  ]);
  return json({ id, approved, feed, lists, inShop, ratePairs });
}

const post = z.union([
  z.object({ intent: z.literal("refresh") }),
  z.object({ list: texts, target: texts }).refine(({ list, target }) => list.length === target.length),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const asked = await parsed(request, post);
  if ("intent" in asked) {
    await refreshPriceLists(shop);
    await nudge({ name: "owed" });
    return json({ gone: null, saved: false });
  }
  const chosen = asked.list.map((list, index) => {
    return { list, target: parseTarget(asked.target[index] ?? "") };
  });
  const { gone } = await saveListMappings(shop, connection.id, chosen);
  await nudge({ name: "owed" });
  if (gone !== null) return json({ gone, saved: false }, { status: 422 });
  return connection.approved
    ? json({ gone, saved: true })
    : redirect(`/app/connections/${connection.id}/links`);
}

function parseTarget(text: string): ListTarget {
  if (text === "") return { to: "everyone" };
  return text === "none" ? { to: "nowhere" } : { to: "list", priceListId: text };
}

export default function PriceListsRoute() {
  useLive();
  const { t } = useTranslation();
  const { id, approved, feed, lists, inShop, ratePairs } = useLoaderData<typeof loader>();
  const saver = useFetcher<typeof action>();
  const refresher = useFetcher<typeof action>();
  const answer = saver.state === "idle" ? saver.data : undefined;
  const save = (chosen: { list: string; target: string }[]) => {
    const form = new FormData();
    for (const { list, target } of chosen) {
      form.append("list", list);
      form.append("target", target);
    }
    saver.submit(form, { method: "post" });
  };
  if (lists.length === 0) {
    const key = !feed.exists ? "noFeed" : feed.error ? "failing" : "notRead";
    const base = `/app/connections/${id}`;
    const action =
      key === "notRead" && !approved
        ? { content: t("setup.action.link"), url: `${base}/links` }
        : { content: t("connection.openSettings"), url: `${base}/settings` };
    return (
      <Card>
        <EmptyNote
          title={t(`priceLists.empty.${key}`)}
          text={feed.error ?? t(`priceLists.emptyText.${feed.exists ? "notRead" : "noFeed"}`)}
          action={action}
        />
      </Card>
    );
  }
  return (
    <BlockStack gap="400">
      {answer?.gone ? (
        <Banner tone="critical" title={t("priceLists.gone", { list: answer.gone })}>
          {t("priceLists.goneText")}
        </Banner>
      ) : null}
      {answer?.saved ? <Banner tone="success" title={t("priceLists.saved")} /> : null}
      <PriceListMap
        key={lists.map(({ list }) => list).join("\n")}
        lists={lists}
        shopLists={inShop.lists}
        shopCurrency={inShop.currency}
        ratePairs={ratePairs}
        saving={saver.state !== "idle"}
        saveLabel={t(approved ? "map.save" : "map.saveAndLink")}
        onSave={save}
      />
      <Card>
        <BlockStack gap="200">
          {inShop.lists.length === 0 ? <NoShopLists /> : null}
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="span" tone="subdued">
              {t("priceLists.readFromShop")}{" "}
              {inShop.readAt ? <Ago at={inShop.readAt} style="long" /> : t("feeds.never")}
            </Text>
            <Button
              onClick={() => refresher.submit({ intent: "refresh" }, { method: "post" })}
              loading={refresher.state !== "idle"}
            >
              {t("priceLists.refresh")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
