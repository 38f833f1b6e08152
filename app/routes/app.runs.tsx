import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useListAddress } from "#app/components/parts/list-address.ts";
import { useLive } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { RunsTable } from "#app/components/home/runs-table.tsx";
import { authenticate } from "#app/shopify.server.ts";
import { parseActivity, readRuns } from "#app/store/views/drift/runs.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const activity = parseActivity(searchParams.get("activity"));
  const after = searchParams.getAll("after").at(-1) ?? null;
  return json({ activity, ...(await readRuns(session.shop, { activity, after })) });
}

export default function RunsRoute() {
  useLive();
  const { t } = useTranslation();
  const { rows, next, activity } = useLoaderData<typeof loader>();
  const list = useListAddress();
  return (
    <Page title={t("runs.title")} subtitle={t("runs.subtitle")}>
      <Card padding="0">
        <RunsTable
          rows={rows}
          activity={activity}
          onActivity={(to) => list.set("activity", to)}
          pagination={list.paging(next)}
        />
      </Card>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
