import type { TypedResponse } from "@remix-run/node";
import type { z } from "zod";
import { log } from "#app/log.ts";
import { refusal, type Refusal } from "#app/refusal.server.ts";

const BAD_REQUEST = 400;
const TOO_LARGE = 413;

type Refused = typeof BAD_REQUEST | typeof TOO_LARGE;

/** No page has more to say; what machines may send stands in `endpoints/`. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * What a page posted, as JSON or as a form, read by the schema that the page itself uses. If it does not fit,
 * the caller has to return the refusal, and the page shows it above what was typed.
 */
export async function posted<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<{ data: z.output<S>; refusal: null } | { data: null; refusal: TypedResponse<Refusal> }> {
  const { pathname } = new URL(request.url);
  const body = await bytesOf(request);
  if (typeof body === "number") {
    log.warn({ path: pathname, status: body }, "refused what a page posted");
    return { data: null, refusal: await refusal(request, body) };
  }
  const { data, error } = schema.safeParse(await valueOf(body, request.headers.get("content-type") ?? ""));
  if (!error) return { data, refusal: null };
  const wrong = error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`);
  log.warn({ path: pathname, wrong }, "refused what a page posted");
  return { data: null, refusal: await refusal(request, BAD_REQUEST) };
}

/** The same for pages with nothing typed that could get lost: the refusal goes to their error boundary. */
export async function parsed<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const { data, refusal } = await posted(request, schema);
  if (refusal) throw refusal;
  return data;
}

/** The bytes of the body, or the status that says why there are none. */
async function bytesOf(request: Request): Promise<Uint8Array<ArrayBuffer> | Refused> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT_BYTES) return TOO_LARGE;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  try {
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      size += read.value.length;
      // Not cancelled, which would close the connection before the sender is answered.
      if (size > BODY_LIMIT_BYTES) return TOO_LARGE;
      chunks.push(read.value);
    }
  } catch (error) {
    if (request.signal.aborted || isReset(error)) return BAD_REQUEST;
    throw error;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The connection was closed: the sender went away, or the server let a slow one go. */
function isReset(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

/** Undefined if it is neither JSON nor a form. */
async function valueOf(body: Uint8Array<ArrayBuffer>, type: string): Promise<unknown> {
  const sent = new Response(body, { headers: { "content-type": type } });
  try {
    return type.startsWith("application/json") ? await sent.json() : fieldsOf(await sent.formData());
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A field that occurs once in a form is one value, a repeated one is a list. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = form.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}
