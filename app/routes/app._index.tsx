import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineGrid, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { DriftPlot } from "#app/components/drift/plot.tsx";
import { FeedsTable } from "#app/components/connections/feeds-table.tsx";
import { HeadlineCard, type Agreement } from "#app/components/home/headline-card.tsx";
import { KindCard } from "#app/components/home/kind-card.tsx";
import { useFormat } from "#app/components/parts/format.ts";
import { useLive } from "#app/components/parts/live.ts";
import { needsInWords } from "#app/components/home/needs.ts";
import { NeedsList } from "#app/components/home/needs-list.tsx";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { SetupGuide } from "#app/components/connections/setup-guide.tsx";
import { headline } from "#app/core/values/headline.ts";
import { CATALOG_KINDS, RECORD_KINDS, type RecordKind } from "#app/core/values/record-kind.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { updateShop } from "#app/store/shops/shops.server.ts";
import { readFeeds } from "#app/store/views/connections/feeds.server.ts";
import { readNeeds } from "#app/store/views/home/needs.server.ts";
import { parseSpan, readSamples } from "#app/store/views/drift/samples.server.ts";
import { readSetup } from "#app/store/views/connections/setup.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";
import { readLastRepair, readShopSummary } from "#app/store/views/drift/summary.server.ts";
import { checkNow } from "#app/sync/choices/repair.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const now = new Date();
  const span = parseSpan(new URL(request.url).searchParams.get("span"));
  const { timeZone } = await readShop(shop);
  const [standing, lastRepair, needs, samples, day, feeds, setup] = await Promise.all([
    readShopSummary(shop),
    readLastRepair(shop),
    readNeeds(shop, timeZone, now),
    readSamples(shop, RECORD_KINDS, span, now),
    Promise.all(TILES.map(({ records }) => readSamples(shop, records, "24h", now))),
    readFeeds(shop, timeZone, now),
    readSetup(shop),
  ]);
  const alerts = Object.values(needs.orders).filter((alert) => alert !== null).length;
  const reads = feeds.filter(({ kind }) => kind === "stock").flatMap(({ lastReadAt }) => lastReadAt ?? []);
  const { agreed, repairing, waiting, run, records } = standing;
  const tiles = TILES.map((tile, index) => {
    const agreement = tile.records.map((record): Agreement => records[record]).reduce(together);
    return { record: tile.record, agreement, samples: day[index] ?? [] };
  });
  return json({
    headline: headline({ ...standing, decisions: standing.decisions + alerts }, now.getTime()),
    agreement: { agreed, repairing, waiting },
    lastRepair,
    progress: run?.total ? { done: run.done, total: run.total } : null,
    checkedAt: reads.toSorted()[0] ?? null,
    needs,
    span,
    samples,
    // A kind that is not kept in step has no tile, except stock, with which everyone begins.
    tiles: tiles.filter(({ record, agreement }) => record === "stock" || total(agreement) > 0),
    feeds,
    setup,
  });
}

/** Orders and their fulfillments share one tile: customers see them as one. */
const TILES: { record: RecordKind; records: RecordKind[] }[] = [
  ...CATALOG_KINDS.map((record) => ({ record, records: [record] })),
  { record: "order", records: ["order", "fulfillment"] },
];

function together(a: Agreement, b: Agreement): Agreement {
  return {
    agreed: a.agreed + b.agreed,
    repairing: a.repairing + b.repairing,
    waiting: a.waiting + b.waiting,
  };
}

function total({ agreed, repairing, waiting }: Agreement): number {
  return agreed + repairing + waiting;
}

const post = z.object({ intent: z.enum(["check", "dismiss-setup"]) });

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { intent } = await parsed(request, post);
  if (intent === "dismiss-setup") await updateShop(session.shop, { setupDismissed: true });
  if (intent !== "check") return json({ waits: [] });
  const waits = await checkNow(session.shop);
  await nudge({ name: "owed" });
  return json({ waits });
}

export default function HomeRoute() {
  useLive();
  const { t } = useTranslation();
  const format = useFormat();
  const fetcher = useFetcher<typeof action>();
  const [, setParams] = useSearchParams();
  const data = useLoaderData<typeof loader>();
  const needs = needsInWords(data.needs, t);
  const busy = fetcher.state !== "idle" && fetcher.formData?.get("intent") === "check";
  const send = (intent: z.input<typeof post>["intent"]) => fetcher.submit({ intent }, { method: "post" });
  const isNew = data.headline.state === "new";
  const tiles = data.tiles.map((tile) => <KindCard key={tile.record} {...tile} />);
  return (
    <Page>
      <BlockStack gap="400">
        <HeadlineCard
          headline={data.headline}
          agreement={data.agreement}
          checkedAt={data.checkedAt}
          progress={data.progress}
          lastRepair={data.lastRepair}
          needs={needs.length}
          action={
            isNew ? null : (
              <Button loading={busy} onClick={() => send("check")} accessibilityLabel={t("home.checkLabel")}>
                {t("home.checkNow")}
              </Button>
            )
          }
        />
        {(fetcher.data?.waits ?? []).map(({ name, until }) => (
          <Banner key={name} title={t("home.waits", { name, until: format.moment(until) })} />
        ))}
        {data.setup ? <SetupGuide {...data.setup} onDismiss={() => send("dismiss-setup")} /> : null}
        {isNew ? null : (
          <>
            {data.tiles.length === 1 ? (
              <InlineGrid columns={{ xs: 1, md: ["oneThird", "twoThirds"] }} gap="400" alignItems="start">
                {tiles}
                <NeedsList needs={needs} />
              </InlineGrid>
            ) : (
              <>
                <InlineGrid columns={{ xs: 1, md: data.tiles.length }} gap="400" alignItems="start">
                  {tiles}
                </InlineGrid>
                <NeedsList needs={needs} />
              </>
            )}
            <DriftPlot
              samples={data.samples}
              span={data.span}
              onSpan={(span) => setParams({ span }, { preventScrollReset: true, replace: true })}
            />
            <FeedsTable feeds={data.feeds} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
