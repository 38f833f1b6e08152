import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigation, useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { WarehouseMap } from "#app/components/connections/warehouse-map.tsx";
import { texts } from "#app/components/parts/posted.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFeedState } from "#app/store/views/connections/feeds.server.ts";
import { readLocationTotals, readWarehouses } from "#app/store/views/connections/warehouses.server.ts";
import { refreshWarehouses, saveMappings } from "#app/sync/connections/mapping.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const connection = await readConnection(session.shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const [warehouses, locations] = await Promise.all([
    readWarehouses(session.shop, connection.id),
    readLocationTotals(session.shop),
  ]);
  const { exists } = await readFeedState(session.shop, connection.id, "prices");
  return json({ approved: connection.approved, prices: exists, warehouses, locations });
}

const post = z.union([
  z.object({ intent: z.literal("refresh") }),
  z
    .object({ warehouse: texts, location: texts })
    .refine(({ warehouse, location }) => warehouse.length === location.length),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const asked = await parsed(request, post);
  if ("intent" in asked) {
    const problem = await refreshWarehouses(shop, connection.id, request.signal);
    return json({ problem });
  }
  const mappings = asked.warehouse.map((warehouse, index) => {
    return { warehouse, locationId: asked.location[index] || null };
  });
  await saveMappings(shop, connection.id, mappings);
  await nudge({ name: "owed" });
  if (connection.approved) return json({ problem: null });
  const { exists } = await readFeedState(shop, connection.id, "prices");
  return redirect(`/app/connections/${connection.id}/${exists ? "prices" : "links"}`);
}

export default function WarehousesRoute() {
  useLive();
  const { t } = useTranslation();
  const { approved, prices, warehouses, locations } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const submit = useSubmit();
  const navigation = useNavigation();
  const problem = fetcher.data && "problem" in fetcher.data ? fetcher.data.problem : null;
  const refresh = () => fetcher.submit({ intent: "refresh" }, { method: "post" });
  const save = (mappings: { warehouse: string; locationId: string | null }[]) => {
    const form = new FormData();
    for (const { warehouse, locationId } of mappings) {
      form.append("warehouse", warehouse);
      form.append("location", locationId ?? "");
    }
    submit(form, { method: "post" });
  };
  return (
    <BlockStack gap="400">
      {problem ? (
        <Banner
          tone="critical"
          title={t("map.refused")}
          action={{ content: t("problem.retry"), onAction: refresh }}
        >
          {problem}
        </Banner>
      ) : null}
      {warehouses.length === 0 ? (
        <Card>
          <EmptyNote
            title={t("map.empty")}
            text={t("map.emptyText")}
            action={{ content: t("map.refresh"), onAction: refresh, loading: fetcher.state !== "idle" }}
          />
        </Card>
      ) : (
        <WarehouseMap
          key={warehouses.map(({ code }) => code).join("\n")}
          warehouses={warehouses}
          locations={locations}
          saving={navigation.state === "submitting"}
          saveLabel={t(approved ? "map.save" : prices ? "map.saveAndPrices" : "map.saveAndLink")}
          onSave={save}
        />
      )}
    </BlockStack>
  );
}
