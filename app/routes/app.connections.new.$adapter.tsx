import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useEditorAnswers } from "#app/components/connections/editors/answers.ts";
import { ConnectionEditor } from "#app/components/connections/editors/editor.tsx";
import { useSystemTexts } from "#app/components/connections/editors/field-words.ts";
import { Sent } from "#app/components/connections/editors/sent.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { Refused } from "#app/components/parts/refused.tsx";
import { posted } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";
import { previewSource, testConnection } from "#app/sync/connections/connections.server.ts";
import { addConnection } from "#app/sync/connections/new-connection.server.ts";
import { findSystem } from "#app/sync/connections/systems.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const system = findSystem(params["adapter"] ?? "");
  if (!system) throw new Response("No such system", { status: 404 });
  const { timeZone, currency } = await readShop(session.shop);
  return json({ system, timeZone, currency });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const adapter = params["adapter"] ?? "";
  if (!findSystem(adapter)) throw new Response("No such system", { status: 404 });
  const { data, refusal } = await posted(request, Sent);
  if (refusal) return refusal;
  const { intent, name, look, ...given } = data;
  const asked = { ...given, adapter };
  if (intent === "look")
    return json({ looks: await previewSource(shop, { ...asked, asked: look }, request.signal) });
  if (intent === "test") return json({ checks: await testConnection(shop, asked, request.signal) });
  const saved = await addConnection(shop, { ...asked, name }, request.signal);
  if (!saved.ok) return json({ problems: saved.problems }, { status: 422 });
  await nudge({ name: "owed" });
  return redirect(`/app/connections/${saved.id}/warehouses`);
}

const NO_SECRETS = { kept: [], setAt: null };

export default function NewConnectionRoute() {
  const { t } = useTranslation();
  const { system, timeZone, currency } = useLoaderData<typeof loader>();
  const { about } = useSystemTexts(system);
  const fetcher = useFetcher<typeof action>();
  const answers = useEditorAnswers(fetcher);
  return (
    <Page
      title={t("systems.connectNamed", { name: system.name })}
      subtitle={about}
      backAction={{ content: t("connections.addTitle"), url: "/app/connections/new" }}
    >
      <BlockStack gap="400">
        <Refused answer={fetcher.data} />
        <ConnectionEditor
          {...{ system, timeZone, currency, name: "", stored: null, secrets: NO_SECRETS }}
          saveLabel={t("editor.saveAndMap")}
          {...answers}
        />
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
