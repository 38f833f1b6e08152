import "./checked-config.ts";
import { config } from "#app/config.server.ts";
import { endpoints } from "#app/endpoints/endpoints.ts";
import { closeQueues, nudge } from "#app/jobs/queue.ts";
import { log } from "#app/log.ts";
import { openStore } from "#app/store/database/open.server.ts";
import { webServer } from "./server-doors.ts";
import { builtPages, developedPages } from "./server-pages.ts";
import { endOnSignal } from "./shutdown.ts";

const DRAIN_WITHIN_MS = 5_000;

const server = webServer();
const pages = process.argv.includes("--dev") ? await developedPages(server) : await builtPages();
const store = await openStore();
// While the app's secret is being replaced at Shopify, the one before signs for up to an hour.
const secrets = [config("SHOPIFY_API_SECRET"), config("SHOPIFY_API_SECRET_PREVIOUS")];
const machines = endpoints({
  apiKey: config("SHOPIFY_API_KEY"),
  secrets: secrets.filter((secret) => secret !== undefined),
  nudgeInbox: (shop) => nudge({ name: "inbox", shop }),
  nudgeOwed: () => nudge({ name: "owed" }),
});

server.on("request", (request, response) => {
  if (!machines.handle(request, response)) pages.handle(request, response);
});
server.listen(config("PORT"), () => log.info({ address: server.address() }, "web is ready"));

endOnSignal(async () => {
  // What is being answered is answered; who keeps a connection open without asking is let go.
  const drained = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS);
  await machines.end();
  await drained;
  clearTimeout(impatience);
  await pages.close();
  await closeQueues();
  await store.close();
});
