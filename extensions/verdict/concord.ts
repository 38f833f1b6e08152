import type { WhyAnswer } from "#app/endpoints/why-answer.ts";
import { ask, wish, type Heard } from "./call.ts";

/** What the page is about, as the admin names it: "gid://shopify/Product/1" or "gid://shopify/ProductVariant/1". */
export type Subject = { product: string } | { variant: string };

export function subjectOf(gid: string): Subject {
  return gid.includes("/ProductVariant/") ? { variant: gid } : { product: gid };
}

/** Why the subject is or is not in step. */
export function askWhy(subject: Subject): Promise<Heard<WhyAnswer>> {
  return ask(`/api/why?${new URLSearchParams(subject).toString()}`);
}

/** Asks for a repair; false where nobody accepted it. */
export function askRepair(subject: Subject): Promise<boolean> {
  return wish("/api/repair", subject);
}
