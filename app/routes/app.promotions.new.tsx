import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useRouteError } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { newPromotionDraft, promotionPost } from "#app/components/prices/promotion-draft.ts";
import { PromotionEditor } from "#app/components/prices/promotion-editor.tsx";
import { posted } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { nextMidnight } from "#app/store/views/settings/promotions.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { previewPromotion } from "#app/sync/settings/preview-promotion.server.ts";
import { newPromotionId, readPromotionInput, savePromotion } from "#app/sync/settings/promotions.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json({ from: await nextMidnight(session.shop, new Date()) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const now = new Date();
  const { data: asked, refusal } = await posted(request, promotionPost);
  if (refusal) return refusal;
  const { input } = asked;
  // The name does not affect prices, so a promotion is previewed before it has one.
  const named = asked.intent === "preview" && input.name.trim() === "" ? { ...input, name: "-" } : input;
  const read = await readPromotionInput(shop, newPromotionId(), named, now);
  if (asked.intent === "save" && read.ok) {
    await savePromotion(shop, read.promotion, await staffName(shop, sessionToken?.sub), now);
    await nudge({ name: "owed" });
    return redirect("/app/promotions");
  }
  if (!read.ok) return json({ problems: read.problems }, { status: asked.intent === "save" ? 422 : 200 });
  const preview = await previewPromotion(shop, read.promotion, asked.after, now);
  return json({ problems: [], preview });
}

export default function NewPromotionRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { from } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("promotions.new")}
      backAction={{ content: t("promotions.title"), url: "/app/promotions" }}
      fullWidth
    >
      <PromotionEditor
        initial={newPromotionDraft(from)}
        isNew
        over={false}
        onDiscard={() => navigate("/app/promotions")}
      />
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
