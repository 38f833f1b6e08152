import { defer, json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useListAddress } from "#app/components/parts/list-address.ts";
import { useLive, useSettled } from "#app/components/parts/live.ts";
import { OrderFilters, type OrderView } from "#app/components/orders/filters.tsx";
import { OrdersTable } from "#app/components/orders/orders-table.tsx";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { texts } from "#app/components/parts/posted.ts";
import { parsed } from "#app/form.server.ts";
import { nudgeConverging } from "#app/jobs/owed.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnectionNames } from "#app/store/views/connections/connections.server.ts";
import { parseOrdersQuery } from "#app/store/views/orders/orders-filter.server.ts";
import { countOrders, readOrders, readOrdersReady } from "#app/store/views/orders/orders.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { retryOrders } from "#app/sync/choices/orders.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const query = parseOrdersQuery(new URL(request.url).searchParams);
  const [page, connections, ready] = await Promise.all([
    readOrders(shop, query),
    readConnectionNames(shop),
    readOrdersReady(shop),
  ]);
  return defer({ ...page, query, connections, ready, counts: countOrders(shop) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const who = await staffName(shop, sessionToken?.sub);
  const { order: orderIds } = await parsed(request, z.object({ order: texts }));
  await retryOrders(shop, orderIds, who);
  await nudgeConverging(shop);
  return json({ asked: orderIds.length });
}

export default function OrdersRoute() {
  useLive();
  const { t } = useTranslation();
  const { rows, next, query, connections, ready, counts } = useLoaderData<typeof loader>();
  const list = useListAddress();
  const navigation = useNavigation();
  const fetcher = useFetcher<typeof action>();
  const turning = navigation.state === "loading" && navigation.location.pathname === "/app/orders";
  const retry = (orderIds: readonly string[]) => {
    const form = new FormData();
    for (const id of orderIds) form.append("order", id);
    fetcher.submit(form, { method: "post" });
  };
  const { view, text, connection, reason, sort } = query;
  const filtered = text !== "" || connection !== null || reason !== null;
  return (
    <Page title={t("orders.title")} subtitle={t("orders.subtitle")} fullWidth>
      <BlockStack gap="400">
        {fetcher.data && fetcher.state === "idle" ? (
          <Banner tone="success" title={t("orders.asked", { count: fetcher.data.asked })} />
        ) : null}
        <Card padding="0">
          <OrderFilters
            {...{ view, text, connection, reason, sort, connections }}
            counts={useSettled(counts)}
            loading={turning}
            onChange={list.set}
            onClear={() => list.keepOnly("view")}
          />
          <OrdersTable
            key={view}
            rows={rows}
            loading={turning}
            onRetry={retry}
            empty={filtered ? undefined : <NothingHere view={view} {...ready} />}
            pagination={list.paging(next)}
          />
        </Card>
      </BlockStack>
    </Page>
  );
}

function NothingHere({ view, connected, on }: { view: OrderView; connected: boolean; on: boolean }) {
  const { t } = useTranslation();
  const connections = { content: t("orders.toConnections"), url: "/app/connections" };
  if (!connected) {
    return (
      <EmptyNote title={t("connections.empty")} text={t("orders.emptyText.connect")} action={connections} />
    );
  }
  if (!on) {
    return <EmptyNote title={t("orders.empty.off")} text={t("orders.emptyText.off")} action={connections} />;
  }
  return <EmptyNote title={t(`orders.empty.${view}`)} text={t(`orders.emptyText.${view}`)} />;
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
