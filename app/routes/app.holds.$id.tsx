import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useRouteError } from "@remix-run/react";
import { BlockStack, Card, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { HoldHeader } from "#app/components/holds/header.tsx";
import { HoldTable } from "#app/components/holds/table.tsx";
import { HoldTabs } from "#app/components/holds/tabs.tsx";
import { useListAddress } from "#app/components/parts/list-address.ts";
import { useLive } from "#app/components/parts/live.ts";
import { holdSentence } from "#app/components/home/needs.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { rowKeys } from "#app/components/values/row-keys.ts";
import { formText } from "#app/core/form.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import {
  HOLD_TABS,
  parseHoldTab,
  readHold,
  readHoldEffect,
  readHoldRows,
} from "#app/store/views/drift/holds.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { approveHold, discardHold } from "#app/sync/choices/holds.server.ts";

/** More than a plan has rows. */
const PAGE_MAX = 1_000_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const hold = await readHold(session.shop, params["id"] ?? "");
  if (!hold) throw new Response("No such hold", { status: 404 });
  const { searchParams } = new URL(request.url);
  const tab = parseHoldTab(hold.record, searchParams.get("tab"));
  const text = (searchParams.get("text") ?? "").trim().slice(0, 100);
  const page = Math.min(PAGE_MAX, Math.max(0, Number.parseInt(searchParams.get("page") ?? "0", 10) || 0));
  const [plan, effect] = await Promise.all([
    readHoldRows(session.shop, hold, { tab, text, page }),
    readHoldEffect(session.shop, hold.id),
  ]);
  return json({ hold, effect, tabs: HOLD_TABS[hold.record], tab, text, page, ...plan });
}

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["approve-all", "discard"]) }),
  z.object({ intent: z.literal("approve"), row: rowKeys }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const hold = await readHold(shop, params["id"] ?? "");
  if (!hold) throw new Response("No such hold", { status: 404 });
  const who = await staffName(shop, sessionToken?.sub);
  const asked = await parsed(request, post);
  switch (asked.intent) {
    case "approve-all":
      await approveHold(shop, hold.id, "all", who);
      break;
    case "approve":
      await approveHold(shop, hold.id, asked.row, who);
      break;
    case "discard":
      await discardHold(shop, hold.id, who);
      break;
  }
  await nudge({ name: "owed" });
  return json({ done: true });
}

export default function HoldRoute() {
  useLive();
  const { t } = useTranslation();
  const { hold, effect, tabs, tab, text, page, rows, more } = useLoaderData<typeof loader>();
  const list = useListAddress();
  const fetcher = useFetcher<typeof action>();
  const navigation = useNavigation();
  const send = (intent: z.input<typeof post>["intent"], keys: readonly string[] = []) => {
    const form = new FormData();
    form.append("intent", intent);
    for (const key of keys) form.append("row", key);
    fetcher.submit(form, { method: "post" });
  };
  return (
    <Page
      title={t("hold.title", { sentence: holdSentence(hold, t) })}
      backAction={{ content: t("nav.home"), url: "/app" }}
    >
      <BlockStack gap="400">
        <HoldHeader
          hold={hold}
          effect={effect}
          busy={fetcher.state === "idle" ? null : formText(fetcher.formData, "intent")}
          onApprove={() => send("approve-all")}
          onDiscard={() => send("discard")}
        />
        <Card padding="0">
          <HoldTabs
            tabs={tabs}
            tab={tab}
            zeroed={hold.zeroed}
            changes={hold.changes}
            text={text}
            onTab={(to) => list.set("tab", to)}
            onText={(to) => list.set("text", to)}
          />
          <HoldTable
            rows={rows}
            open={hold.state === "waiting"}
            loading={navigation.state === "loading"}
            onApprove={(keys) => send("approve", keys)}
            pagination={{
              hasNext: more,
              hasPrevious: page > 0,
              onNext: () => list.set("page", String(page + 1)),
              onPrevious: () => list.set("page", String(page - 1)),
            }}
          />
        </Card>
      </BlockStack>
    </Page>
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
