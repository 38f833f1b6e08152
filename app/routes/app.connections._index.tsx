import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ConnectionCard } from "#app/components/connections/card.tsx";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { authenticate } from "#app/shopify.server.ts";
import { readConnections } from "#app/store/views/connections/connections.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json({ connections: await readConnections(session.shop) });
}

export default function ConnectionsRoute() {
  useLive();
  const { t } = useTranslation();
  const { connections } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("connections.title")}
      subtitle={t("connections.subtitle")}
      primaryAction={{ content: t("connections.add"), url: "/app/connections/new" }}
    >
      {connections.length === 0 ? (
        <Card>
          <EmptyNote
            title={t("connections.empty")}
            text={t("connections.emptyText")}
            action={{ content: t("connections.addFirst"), url: "/app/connections/new" }}
          />
        </Card>
      ) : (
        <BlockStack gap="400">
          <Text as="h2" variant="headingSm" tone="subdued">
            {t("connections.files")}
          </Text>
          {connections.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} />
          ))}
        </BlockStack>
      )}
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
