import { log } from "#app/log.ts";

const END_WITHIN_MS = 9_500;

/** Ends the process in order on Ctrl-C and SIGTERM: once, and in any case within ten seconds. */
export function endOnSignal(end: () => Promise<void>): void {
  let ending = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending) return;
    ending = true;
    log.info({ signal }, "ending");
    setTimeout(() => {
      log.error("did not end in time");
      process.exit(1);
    }, END_WITHIN_MS).unref();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "did not end in order");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
