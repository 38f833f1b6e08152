import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/parts/format.ts";
import { useLive } from "#app/components/parts/live.ts";
import { choiceFields, orderChoice, type OrderChoice } from "#app/components/orders/choice.ts";
import { OrderHeadline } from "#app/components/orders/headline.tsx";
import { OrderLines } from "#app/components/orders/lines.tsx";
import { OrderMoneyCard } from "#app/components/orders/money.tsx";
import { OrderPeople } from "#app/components/orders/people.tsx";
import { OrderShipments } from "#app/components/orders/shipments.tsx";
import { OrderSource } from "#app/components/orders/source.tsx";
import { OrderTimeline } from "#app/components/orders/timeline.tsx";
import { OrderWay } from "#app/components/orders/way.tsx";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { formText } from "#app/core/form.ts";
import { parsed } from "#app/form.server.ts";
import { nudgeConverging } from "#app/jobs/owed.ts";
import { authenticate } from "#app/shopify.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import {
  acceptOrder,
  retryOrders,
  sendAgain,
  sendAlthough,
  takeSource,
} from "#app/sync/choices/orders.server.ts";
import { readOrderPage } from "#app/sync/orders/page.server.ts";
import { resolve } from "#app/sync/choices/resolve.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const page = await readOrderPage(session.shop, params["id"] ?? "");
  if (!page) throw new Response("No such order", { status: 404 });
  return json(page);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const who = await staffName(shop, sessionToken?.sub);
  const decided = await decide(shop, params["id"] ?? "", await parsed(request, orderChoice), who);
  await nudgeConverging(shop);
  return json({ decided });
}

/** False: the order has changed since the person saw it. */
async function decide(shop: string, orderId: string, choice: OrderChoice, who: string): Promise<boolean> {
  switch (choice.intent) {
    case "retry":
      return (await retryOrders(shop, [orderId], who)) > 0;
    case "accept":
      return acceptOrder(shop, { orderId, ...choice }, who);
    case "again":
      return sendAgain(shop, { orderId, ...choice }, who);
    case "send":
      return sendAlthough(shop, { orderId, ...choice }, who);
    case "source":
      return takeSource(shop, { orderId, ...choice }, who);
    case "shipment": {
      const { place, take, desired, observed } = choice;
      const row = { kind: "fulfillment", subject: orderId, place, desired, observed };
      const { decided } = await resolve(shop, [row], { take }, { who, note: null, undoMs: 0 });
      return decided.length > 0;
    }
  }
}

export default function OrderRoute() {
  useLive();
  const { t } = useTranslation();
  const format = useFormat();
  const order = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const said = (name: string) => formText(fetcher.formData, name);
  const busy =
    fetcher.state === "idle" ? null : [said("intent"), said("take")].filter((part) => part !== "").join(" ");
  const choose = (choice: OrderChoice) => fetcher.submit(choiceFields(choice), { method: "post" });
  const titles = new Map(order.lines?.map(({ id, title }) => [id, title]));
  const shipments = order.shipments.map((shipment) => ({
    ...shipment,
    now: order.verdicts.find(({ kind, place }) => kind === "fulfillment" && place === shipment.place) ?? null,
  }));
  return (
    <Page
      title={order.customerName === null ? order.name : `${order.name} · ${order.customerName}`}
      subtitle={t("order.placed", { at: format.moment(order.createdAt) })}
      backAction={{ content: t("orders.title"), url: "/app/orders" }}
      secondaryActions={[
        { content: t("sku.inShopify"), url: `shopify://admin/orders/${order.id}`, target: "_top" },
      ]}
    >
      <BlockStack gap="400">
        {fetcher.state === "idle" && fetcher.data?.decided === false ? (
          <Banner tone="warning" title={t("conflicts.moved")} />
        ) : null}
        <OrderHeadline orderId={order.id} standing={order.standing} busy={busy} onChoice={choose} />
        <OrderWay stages={order.stages} />
        {order.sources.map((source) => (
          <OrderSource key={source.connectionId} {...{ source, titles, busy }} onChoice={choose} />
        ))}
        <OrderShipments shipments={shipments} busy={busy} onChoice={choose} />
        {order.lines ? <OrderLines lines={order.lines} sentTo={order.sentTo} /> : null}
        {order.money ? (
          <OrderMoneyCard money={order.money} sentTo={order.sentTo} invoices={order.invoices} />
        ) : null}
        {order.people ? (
          <OrderPeople {...order.people} />
        ) : (
          <Banner title={t(order.erasedAt === null ? "order.notRead" : "order.erased")} />
        )}
        <OrderTimeline events={order.events} until={waitsUntil(order.sources)} />
      </BlockStack>
    </Page>
  );
}

function waitsUntil(sources: readonly { state: string; dueAt: string | null }[]): string | null {
  return sources.find(({ state }) => state === "waiting")?.dueAt ?? null;
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
