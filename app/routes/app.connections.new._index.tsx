import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRouteError } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Gallery } from "#app/components/connections/gallery.tsx";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { authenticate } from "#app/shopify.server.ts";
import { listSystems } from "#app/sync/connections/systems.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return json({ systems: listSystems() });
}

export default function SystemsRoute() {
  const { t } = useTranslation();
  const { systems } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("connections.addTitle")}
      subtitle={t("connections.addText")}
      backAction={{ content: t("connections.title"), url: "/app/connections" }}
    >
      <Gallery systems={systems} />
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
