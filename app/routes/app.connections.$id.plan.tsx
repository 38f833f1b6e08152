import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FirstPlan } from "#app/components/holds/first-plan.tsx";
import { useLive } from "#app/components/parts/live.ts";
import { formText } from "#app/core/form.ts";
import { parsed } from "#app/form.server.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConnection } from "#app/store/views/connections/connections.server.ts";
import { readFirstPlan } from "#app/store/views/drift/plan.server.ts";
import { readProgress } from "#app/store/views/connections/setup.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { goLive } from "#app/sync/choices/holds.server.ts";
import { planFirst } from "#app/sync/connections/first-plan.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const [plan, progress] = await Promise.all([
    readFirstPlan(shop, connection.id),
    readProgress(shop, connection.id),
  ]);
  return json({ id: connection.id, state: connection.state, plan, progress });
}

const post = z.object({ intent: z.enum(["plan", "live"]) });

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken, redirect } = await authenticate.admin(request);
  const { shop } = session;
  const connection = await readConnection(shop, params["id"] ?? "");
  if (!connection) throw new Response("No such connection", { status: 404 });
  const { intent } = await parsed(request, post);
  if (intent === "live") {
    await goLive(shop, connection.id, await staffName(shop, sessionToken?.sub));
    await nudge({ name: "owed" });
    return redirect("/app");
  }
  await planFirst(shop, connection.id);
  await nudge({ name: "owed" });
  return json({ done: true });
}

export default function PlanRoute() {
  useLive();
  const { id, state, plan, progress } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const send = (intent: z.input<typeof post>["intent"]) => fetcher.submit({ intent }, { method: "post" });
  return (
    <FirstPlan
      id={id}
      live={progress.live}
      mapped={progress.mapped}
      linked={progress.linked}
      setup={state === "setup"}
      plan={plan}
      busy={fetcher.state === "idle" ? null : formText(fetcher.formData, "intent")}
      onPlan={() => send("plan")}
      onLive={() => send("live")}
    />
  );
}
