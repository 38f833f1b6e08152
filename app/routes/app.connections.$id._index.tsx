import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { BookedCard } from "#app/components/orders/booked-card.tsx";
import { ConnectionOverview } from "#app/components/connections/overview.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { ScheduleCard } from "#app/components/connections/schedule-card.tsx";
import { stepUrl } from "#app/components/connections/setup-guide.tsx";
import { whole } from "#app/components/parts/posted.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFeeds } from "#app/store/views/connections/feeds.server.ts";
import { countLinks } from "#app/store/views/connections/links.server.ts";
import { readProgress } from "#app/store/views/connections/setup.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";
import {
  EVERY_MIN_MS,
  removeConnection,
  setBookedAfter,
  setConnectionState,
  setSchedule,
} from "#app/sync/connections/connections.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { timeZone } = await readShop(shop);
  const [feeds, links, progress] = await Promise.all([
    readFeeds(shop, timeZone, new Date()),
    countLinks(shop, connection.id),
    readProgress(shop, connection.id),
  ]);
  const { id, name, state, stateReason, approved, holdId, bookedAfterMs } = connection;
  const own = feeds.filter(({ connectionId }) => connectionId === id);
  return json({ id, name, state, stateReason, approved, holdId, bookedAfterMs, feeds: own, links, progress });
}

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["pause", "resume", "remove"]) }),
  z.object({ intent: z.literal("schedule"), feed: z.uuid(), everyMs: whole(EVERY_MIN_MS) }),
  z.object({ intent: z.literal("booked"), ms: z.union([z.literal(""), whole(1)]) }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const asked = await parsed(request, post);
  switch (asked.intent) {
    case "pause":
      await setConnectionState(shop, connection.id, "paused");
      break;
    case "resume":
      await setConnectionState(shop, connection.id, "active");
      break;
    case "schedule":
      await setSchedule(shop, asked.feed, asked.everyMs);
      break;
    case "booked":
      await setBookedAfter(shop, connection.id, asked.ms === "" ? null : asked.ms);
      break;
    case "remove":
      await removeConnection(shop, connection.id);
      return redirect("/app/connections");
  }
  await nudge({ name: "owed" });
  return json({ done: true });
}

export default function ConnectionOverviewRoute() {
  useLive();
  const { t } = useTranslation();
  const data = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const send = (values: z.input<typeof post>) => fetcher.submit(values, { method: "post" });
  const { mapped, linked } = data.progress;
  const next = !mapped ? "map" : !linked ? "link" : "preview";
  return (
    <BlockStack gap="400">
      {data.state === "setup" ? (
        <Banner
          title={t("connection.unfinished")}
          action={{ content: t(`setup.action.${next}`), url: stepUrl(next, data.id) }}
        >
          {t("connection.unfinishedText")}
        </Banner>
      ) : null}
      {data.state === "broken" && data.stateReason ? (
        <Banner
          tone="critical"
          title={t("connection.broken")}
          action={{ content: t("connection.openSettings"), url: `/app/connections/${data.id}/settings` }}
        >
          {data.stateReason}
        </Banner>
      ) : null}
      {data.holdId && data.approved ? (
        <Banner
          tone="warning"
          title={t("connection.held")}
          action={{ content: t("needs.holdAction"), url: `/app/holds/${data.holdId}` }}
        />
      ) : null}
      <ScheduleCard
        feeds={data.feeds}
        onSchedule={(feed, everyMs) => send({ intent: "schedule", feed, everyMs: String(everyMs) })}
      />
      <BookedCard
        bookedAfterMs={data.bookedAfterMs}
        hasFile={data.feeds.some(({ kind }) => kind === "orderStates")}
        onChange={(ms) => send({ intent: "booked", ms: String(ms ?? "") })}
      />
      <ConnectionOverview
        name={data.name}
        state={data.state}
        links={data.links}
        linksUrl={`/app/connections/${data.id}/links`}
        busy={fetcher.state !== "idle"}
        onPause={() => send({ intent: data.state === "paused" ? "resume" : "pause" })}
        onRemove={() => send({ intent: "remove" })}
      />
    </BlockStack>
  );
}
