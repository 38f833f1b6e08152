import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ConnectionState } from "#app/components/connections/card.tsx";
import { ConnectionSteps } from "#app/components/connections/steps.tsx";
import { useFormat } from "#app/components/parts/format.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { authenticate } from "#app/shopify.server.ts";
import { currentWait } from "#app/store/connections/waits.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFeedState } from "#app/store/views/connections/feeds.server.ts";
import { readProgress } from "#app/store/views/connections/setup.server.ts";
import { takesOrders } from "#app/sync/settings/orders.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const connection = await readConnection(session.shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { id, name, state, setAside } = connection;
  const [done, prices, shipments, takes, wait] = await Promise.all([
    readProgress(session.shop, id),
    readFeedState(session.shop, id, "prices"),
    readFeedState(session.shop, id, "shipments"),
    takesOrders(session.shop, id),
    currentWait(session.shop, id),
  ]);
  const orders = takes || shipments.exists;
  return json({ id, name, state, setAside, done, prices: prices.exists, orders, wait });
}

export default function ConnectionRoute() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, name, state, setAside, done, prices, orders, wait } = useLoaderData<typeof loader>();
  return (
    <Page
      title={name}
      titleMetadata={<ConnectionState state={state} />}
      backAction={{ content: t("connections.title"), url: "/app/connections" }}
    >
      <BlockStack gap="400">
        <ConnectionSteps {...{ id, done, setAside, prices, orders }} />
        {wait ? (
          <Banner tone="warning" title={t("connection.waits", { name, until: format.moment(wait.until) })}>
            <p>{t("connection.waitsText")}</p>
            {wait.reason ? <p>{t("connection.waitsReason", { reason: wait.reason })}</p> : null}
          </Banner>
        ) : null}
        <Outlet />
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
