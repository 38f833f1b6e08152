import { defer, json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { DriftFilters } from "#app/components/drift/filters.tsx";
import { DriftTable } from "#app/components/drift/table.tsx";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useListAddress } from "#app/components/parts/list-address.ts";
import { useLive, useSettled } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { rowKeys } from "#app/components/values/row-keys.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { countDrift, parseDriftQuery, readDrift } from "#app/store/views/drift/drift.server.ts";
import { readConnectionNames } from "#app/store/views/connections/connections.server.ts";
import { readLocations } from "#app/store/views/settings/shop.server.ts";
import { repairNow } from "#app/sync/choices/repair.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const query = parseDriftQuery(new URL(request.url).searchParams);
  const [page, locations, connections] = await Promise.all([
    readDrift(shop, query, new Date()),
    readLocations(shop),
    readConnectionNames(shop),
  ]);
  return defer({ ...page, query, locations, connections, counts: countDrift(shop, query.record) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { row: rows } = await parsed(request, z.object({ row: rowKeys }));
  await repairNow(session.shop, rows);
  await nudge({ name: "owed" });
  return json({ asked: rows.length });
}

export default function DriftRoute() {
  useLive();
  const { t } = useTranslation();
  const { rows, next, query, locations, connections, counts } = useLoaderData<typeof loader>();
  const list = useListAddress();
  const navigation = useNavigation();
  const fetcher = useFetcher<typeof action>();
  const turning = navigation.state === "loading" && navigation.location.pathname === "/app/drift";
  const repair = (keys: readonly string[]) => {
    const form = new FormData();
    for (const key of keys) form.append("row", key);
    fetcher.submit(form, { method: "post" });
  };
  const { text, record, location, connection, reason } = query;
  const filtered = text !== "" || Boolean(record ?? location ?? connection ?? reason) || query.ageMs !== null;
  return (
    <Page title={t("drift.title")} subtitle={t("drift.subtitle")} fullWidth>
      <BlockStack gap="400">
        {fetcher.data && fetcher.state === "idle" ? (
          <Banner tone="success" title={t("drift.asked", { count: fetcher.data.asked })} />
        ) : null}
        <Card padding="0">
          <DriftFilters
            {...{ text, record, location, connection, reason, locations, connections }}
            view={query.view}
            counts={useSettled(counts)}
            sort={query.sort}
            age={list.params.get("age")}
            loading={turning}
            onChange={list.set}
            onClear={() => list.keepOnly("view")}
          />
          <DriftTable
            key={query.view}
            rows={rows}
            loading={turning}
            onRepair={repair}
            empty={
              filtered ? undefined : <NothingHere view={query.view} connected={connections.length > 0} />
            }
            pagination={list.paging(next)}
          />
        </Card>
      </BlockStack>
    </Page>
  );
}

function NothingHere({ view, connected }: { view: keyof typeof EMPTY; connected: boolean }) {
  const { t } = useTranslation();
  if (!connected) return <EmptyNote title={t("connections.empty")} text={t("connections.emptyText")} />;
  return <EmptyNote title={t(`drift.empty.${EMPTY[view]}`)} text={t(`drift.emptyText.${EMPTY[view]}`)} />;
}

const EMPTY = {
  drift: "drift",
  repairing: "repairing",
  held: "held",
  conflict: "conflict",
  failing: "failing",
  blocked: "blocked",
  "in-sync": "inSync",
} as const;

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
