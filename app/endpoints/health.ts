import type { ServerResponse } from "node:http";
import { pool } from "#app/store/database/database.server.ts";
import { stuckMs } from "#app/store/database/pool.server.ts";
import { answer } from "./body.ts";

const ANSWER_WITHIN_MS = 1_000;

/** The process runs. */
export function healthz(response: ServerResponse): void {
  answer(response, 200, "ok");
}

/** The process can do its work: it is not ending and its database answers. */
export async function readyz(response: ServerResponse, ending: boolean): Promise<void> {
  const fault = await faultOf(ending);
  answer(response, fault === null ? 200 : 503, fault === null ? "ready" : `not ready: ${fault}`);
}

async function faultOf(ending: boolean): Promise<string | null> {
  if (ending) return "this process is ending";
  if (await databaseAnswers()) return null;
  return stuckMs(pool()) > 0 ? "its database connections are stuck" : "its database does not answer";
}

async function databaseAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  });
  const asked = pool()
    .query("SELECT 1")
    .then(
      () => true,
      () => false,
    );
  const answered = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answered;
}
