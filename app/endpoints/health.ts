import type { ServerResponse } from "node:http";
import { pool } from "#app/store/database/database.server.ts";
import { answer } from "./body.ts";

const ANSWER_WITHIN_MS = 1_000;

/** The process runs. */
export function healthz(response: ServerResponse): void {
  answer(response, 200, "ok");
}

/** The process can do its work: it is not ending and its database answers. */
export async function readyz(response: ServerResponse, ending: boolean): Promise<void> {
  const ready = !ending && (await databaseAnswers());
  answer(response, ready ? 200 : 503, ready ? "ready" : "not ready");
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
