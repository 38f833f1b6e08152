import { json, type TypedResponse } from "@remix-run/node";
import type { z } from "zod";
import { languageFor, loadLanguage, localeOf, translator } from "#app/i18n.ts";
import { log } from "#app/log.ts";

const BAD_REQUEST = 400;

/** The answer to a body that does not fit the page's schema: a sentence in the sender's language. */
export interface Refusal {
  refused: string;
}

/**
 * What a page posted, as JSON or as a form, read by the schema that the page itself uses. If it does not fit,
 * the caller has to return the refusal, and the page shows it above what was typed.
 */
export async function posted<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<{ data: z.output<S>; refusal: null } | { data: null; refusal: TypedResponse<Refusal> }> {
  const { data, error } = schema.safeParse(await bodyOf(request));
  if (!error) return { data, refusal: null };
  const wrong = error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`);
  log.warn({ path: new URL(request.url).pathname, wrong }, "refused what a page posted");
  return { data: null, refusal: json({ refused: await sentence(request) }, { status: BAD_REQUEST }) };
}

/** The same for pages with nothing typed that could get lost: the refusal goes to their error boundary. */
export async function parsed<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const { data, refusal } = await posted(request, schema);
  if (refusal) throw refusal;
  return data;
}

/** Undefined if it is neither JSON nor a form. */
async function bodyOf(request: Request): Promise<unknown> {
  const isJson = request.headers.get("content-type")?.startsWith("application/json");
  try {
    return isJson ? await request.json() : fieldsOf(await request.formData());
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

async function sentence(request: Request): Promise<string> {
  const language = languageFor(localeOf(request));
  await loadLanguage(language);
  return translator(language).t("problem.refusedText");
}
