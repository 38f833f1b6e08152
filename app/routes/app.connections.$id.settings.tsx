import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FilesEditor } from "#app/components/connections/editors/files-editor.tsx";
import {
  draftFrom,
  lookOf,
  secretsOf,
  settingsOf,
  type FilesDraft,
} from "#app/components/connections/editors/files-draft.ts";
import { useEditorAnswers } from "#app/components/connections/editors/answers.ts";
import {
  trytonDraftFrom,
  trytonSettingsOf,
  type TrytonDraft,
} from "#app/components/connections/editors/tryton-draft.ts";
import { TrytonEditor } from "#app/components/connections/editors/tryton-editor.tsx";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";
import { previewFiles, testConnection, updateConnection } from "#app/sync/connections/connections.server.ts";
import { planFirst } from "#app/sync/connections/first-plan.server.ts";

type Look = Parameters<typeof previewFiles>[1];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const connection = await readConnection(session.shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { timeZone } = await readShop(session.shop);
  return json({ connection, timeZone });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { intent, draft } = (await request.json()) as { intent: string; draft: FilesDraft | TrytonDraft };
  const { id, adapter } = connection;
  const asked = { adapter, ...describedBy(draft), id };
  if (intent === "look" && !isTryton(draft))
    return json({ looks: await previewFiles(shop, { ...(lookOf(draft) as Look), id }, request.signal) });
  if (intent === "test") return json({ checks: await testConnection(shop, asked, request.signal) });
  const saved = await updateConnection(shop, id, { ...asked, name: draft.name });
  if (!saved.ok) return json({ problems: saved.problems }, { status: 422 });
  await planFirst(shop, id);
  await nudge({ name: "owed" });
  return json({ saved: true });
}

function isTryton(draft: FilesDraft | TrytonDraft): draft is TrytonDraft {
  return "database" in draft;
}

function describedBy(draft: FilesDraft | TrytonDraft) {
  return isTryton(draft)
    ? { settings: trytonSettingsOf(draft), secrets: { password: draft.password } }
    : { settings: settingsOf(draft), secrets: secretsOf(draft) };
}

export default function ConnectionSettingsRoute() {
  const { t } = useTranslation();
  const { connection, timeZone } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const answers = useEditorAnswers(fetcher);
  const saved = fetcher.state === "idle" && fetcher.data && "saved" in fetcher.data;
  return (
    <BlockStack gap="400">
      {saved ? <Banner tone="success" title={t("editor.saved")} /> : null}
      {connection.adapter === "tryton" ? (
        <TrytonEditor
          initial={trytonDraftFrom(connection.name, connection.settings)}
          secretsSetAt={connection.secretsSetAt}
          saveLabel={t("editor.save")}
          {...answers}
        />
      ) : (
        <FilesEditor
          initial={draftFrom(connection.name, connection.settings, timeZone)}
          secretsSetAt={connection.secretsSetAt}
          saveLabel={t("editor.save")}
          {...answers}
        />
      )}
    </BlockStack>
  );
}
