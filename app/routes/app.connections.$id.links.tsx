import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useParams, useSearchParams } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyNote } from "#app/components/empty-note.tsx";
import { LinkProposals } from "#app/components/link-counts.tsx";
import { LinkTable, type LinkRow } from "#app/components/link-table.tsx";
import { LinkTabs } from "#app/components/link-tabs.tsx";
import { useLive } from "#app/components/live.ts";
import { UnitModal } from "#app/components/unit-modal.tsx";
import { VariantPicker } from "#app/components/variant-picker.tsx";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections.server.ts";
import { countLinks, parseLinkState, readLinks, searchVariants } from "#app/store/views/links.server.ts";
import { staffName } from "#app/store/views/staff.server.ts";
import { chooseLink, confirmLinks, ignoreLink, reopenLink, setUnit } from "#app/sync/linking.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { searchParams } = new URL(request.url);
  const state = parseLinkState(searchParams.get("state"));
  const text = (searchParams.get("text") ?? "").slice(0, 100);
  const after = searchParams.getAll("after").at(-1) ?? null;
  const [counts, page, found] = await Promise.all([
    countLinks(shop, connection.id),
    readLinks(shop, connection.id, { state, text, after }),
    searchVariants(shop, searchParams.get("find") ?? ""),
  ]);
  return json({ approved: connection.approved, state, text, counts, ...page, found });
}

const WAYS = ["sku", "barcode", "case"] as const;

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { id } = connection;
  const who = await staffName(shop, sessionToken?.sub);
  const form = await request.formData();
  const sku = String(form.get("sku") ?? "");
  switch (form.get("intent")) {
    case "confirm-way":
      await confirmLinks(shop, id, { matchedBy: WAYS.filter((way) => way === form.get("way")) }, who);
      break;
    case "confirm":
      await confirmLinks(shop, id, { skus: form.getAll("sku").map(String) }, who);
      break;
    case "choose":
      await chooseLink(shop, id, sku, String(form.get("variant")), who);
      break;
    case "ignore":
      await ignoreLink(shop, id, sku, who);
      break;
    case "reopen":
      await reopenLink(shop, id, sku, who);
      break;
    case "unit":
      await setUnit(shop, id, sku, Number(form.get("unit")));
      break;
  }
  await nudge({ name: "settle", shop });
  return json({ done: true });
}

export default function LinksRoute() {
  useLive();
  const { t } = useTranslation();
  const { id } = useParams();
  const { approved, state, text, counts, rows, next } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const finder = useFetcher<typeof loader>();
  const [choosing, setChoosing] = useState<LinkRow | null>(null);
  const [measuring, setMeasuring] = useState<LinkRow | null>(null);
  const trail = params.getAll("after");
  const send = (values: [string, string][]) => {
    const form = new FormData();
    for (const [name, value] of values) form.append(name, value);
    fetcher.submit(form, { method: "post" });
  };
  const show = (name: string, values: string[]) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (name !== "after") after.delete("after");
      after.delete(name);
      for (const value of values) after.append(name, value);
      return after;
    });
  return (
    <BlockStack gap="400">
      {counts.proposed > 0 ? (
        <LinkProposals
          counts={counts}
          busy={fetcher.state !== "idle"}
          onConfirm={(way) => send([["intent", "confirm-way"], ["way", way]])}
        />
      ) : null}
      <Card padding="0">
        <LinkTabs
          state={state}
          counts={counts}
          text={text}
          onState={(to) => show("state", [to])}
          onText={(to) => show("text", to === "" ? [] : [to])}
        />
        <LinkTable
          rows={rows}
          selectable={state === "proposed"}
          empty={<EmptyNote title={t(`links.empty.${state}`)} text={t(`links.emptyText.${state}`)} />}
          pagination={{
            hasNext: next !== null,
            hasPrevious: trail.length > 0,
            onNext: () => show("after", next === null ? trail : [...trail, next]),
            onPrevious: () => show("after", trail.slice(0, -1)),
          }}
          onConfirm={(skus) => send([["intent", "confirm"], ...skus.map((sku): [string, string] => ["sku", sku])])}
          onChoose={setChoosing}
          onIgnore={(sku) => send([["intent", "ignore"], ["sku", sku]])}
          onReopen={(sku) => send([["intent", "reopen"], ["sku", sku]])}
          onUnit={setMeasuring}
        />
      </Card>
      {approved || counts.confirmed === 0 ? null : (
        <InlineStack align="end">
          <Button variant="primary" url={`/app/connections/${id}/plan`}>
            {t("links.toPlan")}
          </Button>
        </InlineStack>
      )}
      <VariantPicker
        key={choosing?.sku ?? ""}
        row={choosing}
        found={finder.data?.found ?? []}
        searching={finder.state !== "idle"}
        onSearch={(find) => finder.load(`/app/connections/${id}/links?${new URLSearchParams({ find })}`)}
        onPick={(sku, variant) => {
          send([["intent", "choose"], ["sku", sku], ["variant", variant]]);
          setChoosing(null);
        }}
        onClose={() => setChoosing(null)}
      />
      {measuring ? (
        <UnitModal
          row={measuring}
          onSave={(sku, unit) => {
            send([["intent", "unit"], ["sku", sku], ["unit", String(unit)]]);
            setMeasuring(null);
          }}
          onClose={() => setMeasuring(null)}
        />
      ) : null}
    </BlockStack>
  );
}
