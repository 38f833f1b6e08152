import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { PromotionsTable } from "#app/components/prices/promotions-table.tsx";
import { authenticate } from "#app/shopify.server.ts";
import { readPromotions } from "#app/store/views/settings/promotions.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json({ promotions: await readPromotions(session.shop, new Date()) });
}

export default function PromotionsRoute() {
  useLive();
  const { t } = useTranslation();
  const { promotions } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("promotions.title")}
      subtitle={t("promotions.subtitle")}
      primaryAction={{ content: t("promotions.new"), url: "/app/promotions/new" }}
    >
      <Card padding="0">
        <PromotionsTable
          rows={promotions}
          empty={
            <EmptyNote
              title={t("promotions.empty")}
              text={t("promotions.emptyText")}
              action={{ content: t("promotions.new"), url: "/app/promotions/new" }}
            />
          }
        />
      </Card>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
