import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { SetAsideTable } from "#app/components/connections/set-aside-table.tsx";
import { texts } from "#app/components/parts/posted.ts";
import { parsed } from "#app/form.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection, readSetAside } from "#app/store/views/connections/connections.server.ts";
import { dismissSetAside } from "#app/sync/connections/connections.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const connection = await readConnection(session.shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  return json(await readSetAside(session.shop, connection.id));
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { row: ids } = await parsed(request, z.object({ row: texts.pipe(z.array(z.uuid())) }));
  for (const id of ids) await dismissSetAside(session.shop, id);
  return json({ done: true });
}

export default function SetAsideRoute() {
  useLive();
  const { t } = useTranslation();
  const { rows, more } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const dismiss = (ids: readonly string[]) => {
    const form = new FormData();
    for (const id of ids) form.append("row", id);
    fetcher.submit(form, { method: "post" });
  };
  return (
    <Card padding="0">
      {rows.length === 0 ? (
        <EmptyNote title={t("setAside.empty")} text={t("setAside.emptyText")} />
      ) : (
        <SetAsideTable rows={rows} more={more} onDismiss={dismiss} />
      )}
    </Card>
  );
}
