import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { BasisCard } from "#app/components/basis-card.tsx";
import { BuffersCard } from "#app/components/buffers-card.tsx";
import { GuardsCard } from "#app/components/guards-card.tsx";
import { PageProblem } from "#app/components/page-problem.tsx";
import { SaveBar } from "#app/components/save-bar.tsx";
import {
  readDraft,
  sameSettings,
  settingsDraft,
  type SettingsDraft,
} from "#app/components/settings-draft.ts";
import { StoppedCard } from "#app/components/stopped-card.tsx";
import { WouldChange } from "#app/components/would-change.tsx";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readSettings } from "#app/store/views/settings.server.ts";
import { staffName } from "#app/store/views/staff.server.ts";
import { previewSettings, saveSettings, stopSelling } from "#app/sync/settings.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json(await readSettings(session.shop));
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const who = await staffName(shop, sessionToken?.sub);
  const asked = (await request.json()) as { intent: string; draft: SettingsDraft; sku: string };
  if (asked.intent === "sell") {
    await stopSelling(shop, asked.sku, false, who);
    await nudge({ name: "owed" });
    return json({ problem: null });
  }
  const draft = readDraft(asked.draft);
  if (!draft) return json({ problem: "fields" as const }, { status: 422 });
  const { basis, buffers, guards } = draft;
  if (asked.intent === "preview")
    return json({ problem: null, preview: await previewSettings(shop, { basis, buffers }) });
  await saveSettings(shop, { basis, buffers, guards }, who);
  await nudge({ name: "owed" });
  return json({ problem: null, saved: true });
}

const PREVIEW_AFTER_MS = 600;

export default function SettingsRoute() {
  const { t } = useTranslation();
  const stored = useLoaderData<typeof loader>();
  const saver = useFetcher<typeof action>();
  const previewer = useFetcher<{ preview?: { changes: number; complete: boolean } }>();
  const [edited, setEdited] = useState<SettingsDraft | null>(null);
  const draft = edited ?? settingsDraft(stored);
  const dirty = edited !== null && !sameSettings(edited, settingsDraft(stored));
  const valid = readDraft(draft) !== null;
  const send = (fetcher: Pick<typeof saver, "submit">, body: object) =>
    fetcher.submit(body as never, { method: "post", encType: "application/json" });

  const asked = JSON.stringify([draft.basis, draft.buffers]);
  useEffect(() => {
    if (!dirty || !valid) return;
    const timer = setTimeout(() => send(previewer, { intent: "preview", draft }), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
    // Only what is asked matters; the draft and the fetcher are new at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, dirty, valid]);
  const preview = previewer.data?.preview ?? null;
  const refused = saver.state === "idle" && saver.data?.problem === "fields";
  return (
    <Page title={t("settings.title")} subtitle={t("settings.subtitle")}>
      <SaveBar
        id="settings-save-bar"
        open={dirty}
        saving={saver.state !== "idle"}
        onSave={() => send(saver, { intent: "save", draft })}
        onDiscard={() => setEdited(null)}
      />
      <BlockStack gap="400">
        {refused && !valid ? <Banner tone="critical" title={t("settings.refused")} /> : null}
        {dirty ? <WouldChange valid={valid} busy={previewer.state !== "idle"} preview={preview} /> : null}
        <BasisCard basis={draft.basis} onChange={(basis) => setEdited({ ...draft, basis })} />
        <BuffersCard
          buffers={draft.buffers}
          locations={stored.locations}
          onChange={(buffers) => setEdited({ ...draft, buffers })}
        />
        <GuardsCard guards={draft.guards} onChange={(guards) => setEdited({ ...draft, guards })} />
        <StoppedCard stopped={stored.stopped} onSell={(sku) => send(saver, { intent: "sell", sku })} />
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
