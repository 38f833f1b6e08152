import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useRouteError } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useEditorAnswers } from "#app/components/connections/editors/answers.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import {
  NEW_TRYTON,
  trytonSettingsOf,
  type TrytonDraft,
} from "#app/components/connections/editors/tryton-draft.ts";
import { TrytonEditor } from "#app/components/connections/editors/tryton-editor.tsx";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { testConnection } from "#app/sync/connections/connections.server.ts";
import { addConnection } from "#app/sync/connections/new-connection.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return json({});
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const { intent, draft } = (await request.json()) as { intent: string; draft: TrytonDraft };
  const secrets = { password: draft.password };
  const asked = { adapter: "tryton", settings: trytonSettingsOf(draft), secrets };
  if (intent === "test") return json({ checks: await testConnection(shop, asked, request.signal) });
  const saved = await addConnection(shop, { ...asked, name: draft.name }, request.signal);
  if (!saved.ok) return json({ problems: saved.problems }, { status: 422 });
  await nudge({ name: "owed" });
  return redirect(`/app/connections/${saved.id}/warehouses`);
}

export default function NewTrytonRoute() {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const answers = useEditorAnswers(fetcher);
  return (
    <Page
      title={t("tryton.addTitle")}
      subtitle={t("tryton.addText")}
      backAction={{ content: t("connections.title"), url: "/app/connections" }}
    >
      <TrytonEditor
        initial={NEW_TRYTON}
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
