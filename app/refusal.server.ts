import { json, type TypedResponse } from "@remix-run/node";
import { languageFor, loadLanguage, localeOf, translator } from "#app/i18n.ts";

/** Why something was not even looked at, as a sentence in the sender's language. */
export interface Refusal {
  refused: string;
}

const TEXTS = {
  400: "problem.refusedText",
  413: "problem.tooLargeText",
  429: "problem.tooManyText",
} as const;

/** The answer to a request that is refused at the door. */
export async function refusal(
  request: Request,
  status: keyof typeof TEXTS,
  headers: Record<string, string> = {},
): Promise<TypedResponse<Refusal>> {
  const language = languageFor(localeOf(request));
  await loadLanguage(language);
  return json({ refused: translator(language).t(TEXTS[status]) }, { status, headers });
}
