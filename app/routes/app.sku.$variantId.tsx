import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineStack, Link, Page, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { SidesPlot } from "#app/components/values/sides-plot.tsx";
import { SkuValues } from "#app/components/values/sku-values.tsx";
import { timelineEntries } from "#app/components/values/timeline-entries.ts";
import { Timeline } from "#app/components/values/timeline.tsx";
import { WhyCard } from "#app/components/values/why-card.tsx";
import { formText } from "#app/core/form.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readSku } from "#app/store/views/drift/sku.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { readWhy } from "#app/store/views/drift/why.server.ts";
import { repairNow, undoChanges } from "#app/sync/choices/repair.server.ts";
import { stopSelling } from "#app/sync/settings/settings.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const variantId = params["variantId"] ?? "";
  const [sku, why] = await Promise.all([
    readSku(session.shop, variantId),
    readWhy(session.shop, { variantId }),
  ]);
  if (!sku || !why) throw new Response("No such variant", { status: 404 });
  return json({ ...sku, why, now: Date.now() });
}

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["repair", "stop", "sell"]) }),
  z.object({ intent: z.literal("undo"), change: z.uuid() }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const found = await readSku(shop, params["variantId"] ?? "");
  if (!found) throw new Response("No such variant", { status: 404 });
  const who = await staffName(shop, sessionToken?.sub);
  const asked = await parsed(request, post);
  switch (asked.intent) {
    case "repair":
      await repairNow(
        shop,
        found.values.map(({ kind, subject, place }) => ({ kind, subject, place })),
      );
      break;
    case "stop":
    case "sell":
      if (found.product.sku) await stopSelling(shop, found.product.sku, asked.intent === "stop", who);
      break;
    case "undo":
      await undoChanges(shop, [asked.change], who);
      break;
  }
  await nudge({ name: "owed" });
  return json({ done: true });
}

export default function SkuRoute() {
  useLive();
  const { t } = useTranslation();
  const { product, links, stopped, values, events, changes, why, now } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const busy = fetcher.state === "idle" ? null : formText(fetcher.formData, "intent");
  const send = (asked: z.input<typeof post>) => fetcher.submit(asked, { method: "post" });
  const name = product.variantTitle ? `${product.title} · ${product.variantTitle}` : product.title;
  return (
    <Page
      title={name}
      backAction={{ content: t("drift.title"), url: "/app/drift" }}
      primaryAction={{
        content: t("drift.repairNow"),
        onAction: () => send({ intent: "repair" }),
        loading: busy === "repair",
      }}
      secondaryActions={[
        {
          content: t(stopped ? "sku.sellAgain" : "sku.stopSelling"),
          onAction: () => send({ intent: stopped ? "sell" : "stop" }),
          loading: busy === "stop" || busy === "sell",
          disabled: product.sku === null,
        },
        { content: t("sku.inShopify"), url: `shopify://admin/products/${product.id}`, target: "_top" },
      ]}
    >
      <BlockStack gap="400">
        {stopped ? <Banner tone="warning" title={t("sku.stopped")} /> : null}
        <Card>
          <InlineStack gap="400" wrap={false} blockAlign="center">
            <Thumbnail source={product.imageUrl ?? ImageIcon} alt="" size="large" />
            <BlockStack gap="100">
              <Text as="p" variant="headingMd">
                {product.sku ?? t("drift.noSku")}
              </Text>
              {product.barcode ? (
                <Text as="p" tone="subdued">
                  {t("sku.barcode", { barcode: product.barcode })}
                </Text>
              ) : null}
              <Link url={`/app/product/${product.id}`}>{t("sku.wholeProduct")}</Link>
              {links.length === 0 ? <Text as="p">{t("sku.unlinked")}</Text> : null}
              {links.map((link) => (
                <Text as="p" tone="subdued" key={`${link.connectionId} ${link.sku}`}>
                  {t("sku.linkedTo", { sku: link.sku, connection: link.connection })}
                </Text>
              ))}
            </BlockStack>
          </InlineStack>
        </Card>
        <WhyCard why={why} busy={busy === "repair"} onRepair={() => send({ intent: "repair" })} />
        {values.length === 0 ? (
          <Card>
            <EmptyNote title={t("sku.noValues")} text={t("sku.noValuesText")} />
          </Card>
        ) : (
          <SkuValues values={values} />
        )}
        <SidesPlot events={events} changes={changes} values={values} until={now} />
        <Timeline
          entries={timelineEntries(events, changes)}
          severalValues={values.length > 1}
          undoing={busy === "undo" ? formText(fetcher.formData, "change") : null}
          onUndo={(change) => send({ intent: "undo", change })}
        />
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
