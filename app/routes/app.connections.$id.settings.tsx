import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useEditorAnswers } from "#app/components/connections/editors/answers.ts";
import { ConnectionEditor } from "#app/components/connections/editors/editor.tsx";
import { Sent } from "#app/components/connections/editors/sent.ts";
import { Refused } from "#app/components/parts/refused.tsx";
import { posted } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";
import {
  namesOfSecrets,
  previewSource,
  testConnection,
  updateConnection,
} from "#app/sync/connections/connections.server.ts";
import { planFirst } from "#app/sync/connections/first-plan.server.ts";
import { findSystem } from "#app/sync/connections/systems.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  const system = connection && findSystem(connection.adapter);
  if (!system) throw new Response("No such connection", { status: 404 });
  const { id, name, settings, secretsSetAt } = connection;
  const [{ timeZone, currency }, kept] = await Promise.all([readShop(shop), namesOfSecrets(shop, id)]);
  return json({ system, name, stored: settings, secrets: { kept, setAt: secretsSetAt }, timeZone, currency });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { data, refusal } = await posted(request, Sent);
  if (refusal) return refusal;
  const { intent, name, look, ...given } = data;
  const { id, adapter } = connection;
  const asked = { ...given, adapter, id };
  if (intent === "look")
    return json({ looks: await previewSource(shop, { ...asked, asked: look }, request.signal) });
  if (intent === "test") return json({ checks: await testConnection(shop, asked, request.signal) });
  const saved = await updateConnection(shop, id, { ...asked, name });
  if (!saved.ok) return json({ problems: saved.problems }, { status: 422 });
  await planFirst(shop, id);
  await nudge({ name: "owed" });
  return json({ saved: true });
}

export default function ConnectionSettingsRoute() {
  const { t } = useTranslation();
  const connection = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const answers = useEditorAnswers(fetcher);
  const saved = fetcher.state === "idle" && fetcher.data && "saved" in fetcher.data;
  return (
    <BlockStack gap="400">
      {saved ? <Banner tone="success" title={t("editor.saved")} /> : null}
      <Refused answer={fetcher.data} />
      <ConnectionEditor {...connection} saveLabel={t("editor.save")} {...answers} />
    </BlockStack>
  );
}
