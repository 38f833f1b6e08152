import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FilesEditor } from "#app/components/connections/editors/files-editor.tsx";
import { useEditorAnswers } from "#app/components/connections/editors/answers.ts";
import {
  lookOf,
  newDraft,
  secretsOf,
  settingsOf,
  type FilesDraft,
} from "#app/components/connections/editors/files-draft.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";
import { previewFiles, testConnection } from "#app/sync/connections/connections.server.ts";
import { addConnection } from "#app/sync/connections/new-connection.server.ts";

type Look = Parameters<typeof previewFiles>[1];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { timeZone, currency } = await readShop(session.shop);
  return json({ timeZone, currency });
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const { intent, draft } = (await request.json()) as { intent: string; draft: FilesDraft };
  const asked = { adapter: "csv", settings: settingsOf(draft), secrets: secretsOf(draft) };
  if (intent === "look")
    return json({ looks: await previewFiles(shop, lookOf(draft) as Look, request.signal) });
  if (intent === "test") return json({ checks: await testConnection(shop, asked, request.signal) });
  const saved = await addConnection(shop, { ...asked, name: draft.name }, request.signal);
  if (!saved.ok) return json({ problems: saved.problems }, { status: 422 });
  await nudge({ name: "owed" });
  return redirect(`/app/connections/${saved.id}/warehouses`);
}

export default function NewConnectionRoute() {
  const { t } = useTranslation();
  const { timeZone, currency } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const answers = useEditorAnswers(fetcher);
  return (
    <Page
      title={t("connections.addTitle")}
      subtitle={t("connections.addText")}
      backAction={{ content: t("connections.title"), url: "/app/connections" }}
      secondaryActions={[{ content: t("tryton.addTitle"), url: "/app/connections/new/tryton" }]}
    >
      <FilesEditor
        initial={newDraft(timeZone, currency)}
        secretsSetAt={null}
        saveLabel={t("editor.saveAndMap")}
        {...answers}
      />
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
