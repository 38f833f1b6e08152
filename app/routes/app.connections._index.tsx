import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ConnectionCard } from "#app/components/connections/card.tsx";
import { EDGE } from "#app/components/parts/edge.ts";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { SYSTEM_KINDS } from "#app/core/source/system.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnections } from "#app/store/views/connections/connections.server.ts";
import { findSystem } from "#app/sync/connections/systems.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const connections = await readConnections(session.shop);
  return json({
    connections: connections.map((one) => ({ ...one, kind: findSystem(one.adapter)?.kind ?? "erp" })),
  });
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
        <BlockStack gap="500">
          {SYSTEM_KINDS.map((kind) => {
            const own = connections.filter((connection) => connection.kind === kind);
            if (own.length === 0) return null;
            return (
              <BlockStack gap="300" key={kind}>
                <Box paddingInline={EDGE}>
                  <Text as="h2" variant="headingSm" tone="subdued">
                    {t(`systems.kind.${kind}`)}
                  </Text>
                </Box>
                {own.map((connection) => (
                  <ConnectionCard key={connection.id} connection={connection} />
                ))}
              </BlockStack>
            );
          })}
        </BlockStack>
      )}
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
