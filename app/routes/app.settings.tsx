import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { AssortmentCard } from "#app/components/settings/assortment-card.tsx";
import { AuthorityCard } from "#app/components/settings/authority-card.tsx";
import { BasisCard } from "#app/components/settings/basis-card.tsx";
import { BuffersCard } from "#app/components/settings/buffers-card.tsx";
import { DataRequestsCard } from "#app/components/settings/data-requests-card.tsx";
import { GuardsCard } from "#app/components/settings/guards-card.tsx";
import { OrderAlertsCard } from "#app/components/orders/alerts-card.tsx";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { text } from "#app/components/parts/posted.ts";
import { Refused } from "#app/components/parts/refused.tsx";
import { PriceRulesCard } from "#app/components/prices/rules-card.tsx";
import type { RuleDraft } from "#app/components/settings/rule-draft.ts";
import { SaveBar } from "#app/components/parts/save-bar.tsx";
import {
  readDraft,
  sameSettings,
  settingsDraft,
  settingsForm,
  type SettingsDraft,
} from "#app/components/settings/draft.ts";
import { StoppedCard } from "#app/components/settings/stopped-card.tsx";
import { WouldChange } from "#app/components/settings/would-change.tsx";
import { posted } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readSettings } from "#app/store/views/settings/settings.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { previewRules, saveRules } from "#app/sync/settings/rules.server.ts";
import { stopSelling } from "#app/sync/settings/settings.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json(await readSettings(session.shop));
}

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sell"), sku: text }),
  z.object({ intent: z.enum(["preview", "save"]), draft: settingsForm }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const who = await staffName(shop, sessionToken?.sub);
  const { data: asked, refusal } = await posted(request, post);
  if (refusal) return refusal;
  if (asked.intent === "sell") {
    await stopSelling(shop, asked.sku, false, who);
    await nudge({ name: "owed" });
    return json({ problem: null });
  }
  const draft = readDraft(asked.draft);
  if (!draft) return json({ problem: "fields" as const }, { status: 422 });
  if (asked.intent === "preview") return json({ problem: null, preview: await previewRules(shop, draft) });
  await saveRules(shop, draft, who);
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
  const send = (fetcher: Pick<typeof saver, "submit">, body: z.input<typeof post>) =>
    fetcher.submit(body, { method: "post", encType: "application/json" });

  const asked = JSON.stringify([draft.basis, draft.buffers, draft.rules, draft.guards.priceMoveMax]);
  const setRules = (part: Partial<RuleDraft>) => setEdited({ ...draft, rules: { ...draft.rules, ...part } });
  useEffect(() => {
    if (!dirty || !valid) return;
    const timer = setTimeout(() => send(previewer, { intent: "preview", draft }), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
    // Only what is asked matters; the draft and the fetcher are new at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, dirty, valid]);
  const preview = previewer.data?.preview ?? null;
  const answer = saver.state === "idle" ? saver.data : undefined;
  const refused = answer !== undefined && "problem" in answer && answer.problem === "fields";
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
        <Refused answer={answer} />
        {refused && !valid ? <Banner tone="critical" title={t("settings.refused")} /> : null}
        {dirty ? <WouldChange valid={valid} busy={previewer.state !== "idle"} preview={preview} /> : null}
        <BasisCard basis={draft.basis} onChange={(basis) => setEdited({ ...draft, basis })} />
        <BuffersCard
          buffers={draft.buffers}
          locations={stored.locations}
          onChange={(buffers) => setEdited({ ...draft, buffers })}
        />
        <AuthorityCard
          draft={draft.rules}
          fields={stored.fields}
          collections={stored.collections}
          onChange={setRules}
        />
        <PriceRulesCard
          draft={draft.rules.prices}
          example={stored.example}
          taxesIncluded={stored.taxesIncluded}
          onChange={(prices) => setRules({ prices })}
        />
        <AssortmentCard draft={draft.rules} onChange={setRules} />
        <OrderAlertsCard draft={draft.rules.alerts} onChange={(alerts) => setRules({ alerts })} />
        <GuardsCard guards={draft.guards} onChange={(guards) => setEdited({ ...draft, guards })} />
        <DataRequestsCard requests={stored.dataRequests} />
        <StoppedCard stopped={stored.stopped} onSell={(sku) => send(saver, { intent: "sell", sku })} />
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
