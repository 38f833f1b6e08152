import type { IncomingMessage } from "node:http";
import { readBody } from "./body.ts";
import { jsonObject } from "./json-object.ts";

const BODY_LIMIT_BYTES = 1_000;

/** The fields of a small JSON body; none if it is anything else. */
export async function fieldsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  return jsonObject((await readBody(request, BODY_LIMIT_BYTES)).toString("utf8")) ?? {};
}
