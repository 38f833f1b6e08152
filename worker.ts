import "./checked-config.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { log } from "#app/log.ts";
import { openStore } from "#app/store/database/open.server.ts";
import { endOnSignal } from "./shutdown.ts";

const store = await openStore();
const worker = await startWorker();
log.info("worker is ready");

endOnSignal(async () => {
  await worker.close();
  await store.close();
});
