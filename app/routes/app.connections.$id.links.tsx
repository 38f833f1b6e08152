import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useParams } from "@remix-run/react";
import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ItemsNote } from "#app/components/connections/items-note.tsx";
import { LinkProposals } from "#app/components/connections/link-counts.tsx";
import { LinkReview } from "#app/components/connections/link-review.tsx";
import { useListAddress } from "#app/components/parts/list-address.ts";
import { useLive } from "#app/components/parts/live.ts";
import { text, texts, whole } from "#app/components/parts/posted.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFeedState } from "#app/store/views/connections/feeds.server.ts";
import {
  countLinks,
  parseLinkState,
  readLinks,
  searchVariants,
} from "#app/store/views/connections/links.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import {
  chooseLink,
  confirmLinks,
  ignoreLink,
  reopenLink,
  setUnit,
} from "#app/sync/connections/linking.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { searchParams } = new URL(request.url);
  const state = parseLinkState(searchParams.get("state"));
  const text = (searchParams.get("text") ?? "").slice(0, 100);
  const after = searchParams.getAll("after").at(-1) ?? null;
  const [items, counts, page, found] = await Promise.all([
    readFeedState(shop, connection.id, "items"),
    countLinks(shop, connection.id),
    readLinks(shop, connection.id, { state, text, after }),
    searchVariants(shop, searchParams.get("find") ?? ""),
  ]);
  return json({ approved: connection.approved, items, state, text, counts, ...page, found });
}

const WAYS = ["sku", "barcode", "case"] as const;

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("confirm-way"), way: z.enum(WAYS) }),
  z.object({ intent: z.literal("confirm"), sku: texts }),
  z.object({ intent: z.literal("choose"), sku: text, variant: text }),
  z.object({ intent: z.enum(["ignore", "reopen"]), sku: text }),
  z.object({ intent: z.literal("unit"), sku: text, unit: whole(1) }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { id } = connection;
  const who = await staffName(shop, sessionToken?.sub);
  const asked = await parsed(request, post);
  switch (asked.intent) {
    case "confirm-way":
      await confirmLinks(shop, id, { matchedBy: [asked.way] }, who);
      break;
    case "confirm":
      await confirmLinks(shop, id, { skus: asked.sku }, who);
      break;
    case "choose":
      await chooseLink(shop, id, asked.sku, asked.variant, who);
      break;
    case "ignore":
      await ignoreLink(shop, id, asked.sku, who);
      break;
    case "reopen":
      await reopenLink(shop, id, asked.sku, who);
      break;
    case "unit":
      await setUnit(shop, id, asked.sku, asked.unit);
      break;
  }
  await nudge({ name: "owed" });
  return json({ done: true });
}

export default function LinksRoute() {
  useLive();
  const { t } = useTranslation();
  const { id } = useParams();
  const { approved, items, state, text, counts, rows, next } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const send = (intent: string, fields: Record<string, string[]>) => {
    const form = new FormData();
    form.append("intent", intent);
    for (const [name, values] of Object.entries(fields)) {
      for (const value of values) form.append(name, value);
    }
    fetcher.submit(form, { method: "post" });
  };
  const base = `/app/connections/${id ?? ""}`;
  return (
    <BlockStack gap="400">
      <ItemsNote items={items} settingsUrl={`${base}/settings`} />
      {counts.proposed > 0 ? (
        <LinkProposals
          counts={counts}
          busy={fetcher.state !== "idle"}
          onConfirm={(way) => send("confirm-way", { way: [way] })}
        />
      ) : null}
      <LinkReview
        {...{ state, text, counts, rows, next }}
        list={useListAddress()}
        findUrl={`${base}/links`}
        onSend={send}
      />
      {approved || counts.confirmed === 0 ? null : (
        <InlineStack align="end">
          <Button variant="primary" url={`${base}/plan`}>
            {t("links.toPlan")}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
