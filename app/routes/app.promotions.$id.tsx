import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Modal, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { promotionDraft, promotionPost } from "#app/components/prices/promotion-draft.ts";
import { PromotionEditor } from "#app/components/prices/promotion-editor.tsx";
import { PromotionHistory } from "#app/components/prices/promotion-history.tsx";
import { PromotionState } from "#app/components/prices/promotion-state.tsx";
import { posted } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readPromotion } from "#app/store/views/settings/promotions.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { previewPromotion } from "#app/sync/settings/preview-promotion.server.ts";
import { endPromotion, readPromotionInput, savePromotion } from "#app/sync/settings/promotions.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const promotion = await readPromotion(session.shop, params["id"] ?? "", new Date());
  if (!promotion) throw new Response("No such promotion", { status: 404 });
  return json({ promotion });
}

const post = z.union([z.object({ intent: z.literal("end") }), promotionPost]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const now = new Date();
  const stored = await readPromotion(shop, params["id"] ?? "", now);
  if (!stored) throw new Response("No such promotion", { status: 404 });
  const who = await staffName(shop, sessionToken?.sub);
  const { data: asked, refusal } = await posted(request, post);
  if (refusal) return refusal;
  if (asked.intent === "end") {
    await endPromotion(shop, stored.id, who, now);
    await nudge({ name: "owed" });
    return stored.state === "scheduled" ? redirect("/app/promotions") : json({ problems: [] });
  }
  if (stored.state === "ended") return json({ problems: ["untilPast" as const] }, { status: 422 });
  const read = await readPromotionInput(shop, stored.id, asked.input, now);
  if (!read.ok) return json({ problems: read.problems }, { status: asked.intent === "save" ? 422 : 200 });
  if (asked.intent === "save") {
    await savePromotion(shop, read.promotion, who, now);
    await nudge({ name: "owed" });
    return json({ problems: [] });
  }
  const preview = await previewPromotion(shop, read.promotion, asked.after, now);
  return json({ problems: [], preview });
}

export default function PromotionRoute() {
  const { t } = useTranslation();
  const { promotion } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const [asking, setAsking] = useState(false);
  const { state, name } = promotion;
  const words = state === "scheduled" ? "cancel" : "end";
  const end = () => {
    setAsking(false);
    fetcher.submit({ intent: "end" }, { method: "post", encType: "application/json" });
  };
  const initial = promotionDraft(promotion);
  return (
    <Page
      title={name}
      titleMetadata={<PromotionState state={state} />}
      backAction={{ content: t("promotions.title"), url: "/app/promotions" }}
      secondaryActions={
        state === "ended"
          ? []
          : [
              {
                content: t(`promotion.${words}.action`),
                destructive: true,
                loading: fetcher.state !== "idle",
                onAction: () => setAsking(true),
              },
            ]
      }
      fullWidth
    >
      <BlockStack gap="400">
        {state === "ended" ? <Banner title={t("promotion.over")}>{t("promotion.overText")}</Banner> : null}
        <PromotionEditor
          key={JSON.stringify(initial)}
          initial={initial}
          isNew={false}
          over={state === "ended"}
          onDiscard={() => {}}
        />
        <PromotionHistory history={promotion.history} />
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`promotion.${words}.title`, { name })}
        primaryAction={{ content: t(`promotion.${words}.action`), destructive: true, onAction: end }}
        secondaryActions={[{ content: t("promotion.keep"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t(`promotion.${words}.text`)}</Text>
        </Modal.Section>
      </Modal>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
