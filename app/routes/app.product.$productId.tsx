import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Page, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ContentCard } from "#app/components/values/content-card.tsx";
import { useFormat } from "#app/components/parts/format.ts";
import { useLive } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { ProductVariants } from "#app/components/values/product-variants.tsx";
import { timelineEntries } from "#app/components/values/timeline-entries.ts";
import { Timeline } from "#app/components/values/timeline.tsx";
import { valueText } from "#app/components/values/text.ts";
import { WhyCard } from "#app/components/values/why-card.tsx";
import { formText } from "#app/core/form.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readProduct } from "#app/store/views/drift/product.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { readWhy } from "#app/store/views/drift/why.server.ts";
import { repairNow, undoChanges } from "#app/sync/choices/repair.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const productId = params["productId"] ?? "";
  const [found, why] = await Promise.all([
    readProduct(session.shop, productId),
    readWhy(session.shop, { productId }),
  ]);
  if (!found || !why) throw new Response("No such product", { status: 404 });
  const { product, variants, content, events, changes } = found;
  return json({ product, variants, content, events, changes, why });
}

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("repair") }),
  z.object({ intent: z.literal("undo"), change: z.uuid() }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const found = await readProduct(shop, params["productId"] ?? "");
  if (!found) throw new Response("No such product", { status: 404 });
  const who = await staffName(shop, sessionToken?.sub);
  const asked = await parsed(request, post);
  switch (asked.intent) {
    case "repair":
      await repairNow(shop, found.keys);
      break;
    case "undo":
      await undoChanges(shop, [asked.change], who);
      break;
  }
  await nudge({ name: "owed" });
  return json({ done: true });
}

export default function ProductRoute() {
  useLive();
  const { t } = useTranslation();
  const format = useFormat();
  const { product, variants, content, events, changes, why } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const busy = fetcher.state === "idle" ? null : formText(fetcher.formData, "intent");
  const send = (asked: z.input<typeof post>) => fetcher.submit(asked, { method: "post" });
  const status = valueText({ kind: "content", place: "status" }, product.status, t, format);
  return (
    <Page
      title={product.title}
      titleMetadata={<Badge>{status}</Badge>}
      backAction={{ content: t("drift.title"), url: "/app/drift" }}
      primaryAction={{
        content: t("drift.repairNow"),
        onAction: () => send({ intent: "repair" }),
        loading: busy === "repair",
      }}
      secondaryActions={[
        { content: t("sku.inShopify"), url: `shopify://admin/products/${product.id}`, target: "_top" },
      ]}
    >
      <BlockStack gap="400">
        <Card>
          <InlineStack gap="400" wrap={false} blockAlign="center">
            <Thumbnail source={product.imageUrl ?? ImageIcon} alt="" size="large" />
            <BlockStack gap="100">
              {product.vendor ? (
                <Text as="p" tone="subdued">
                  {product.vendor}
                </Text>
              ) : null}
              <Text as="p">{t("product.count", { count: variants.length })}</Text>
            </BlockStack>
          </InlineStack>
        </Card>
        <WhyCard why={why} busy={busy === "repair"} onRepair={() => send({ intent: "repair" })} />
        <ProductVariants variants={variants} />
        {content.length > 0 ? <ContentCard title={t("product.content")} values={content} /> : null}
        <Timeline
          entries={timelineEntries(events, changes)}
          severalValues
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
