import type { WhyAnswer } from "#app/endpoints/why-answer.ts";

/** What the page is about, as the admin names it: "gid://shopify/Product/1" or "gid://shopify/ProductVariant/1". */
export type Subject = { product: string } | { variant: string };

export type Heard =
  | { status: "ready"; answer: WhyAnswer }
  /** Concord has never seen this product. */
  | { status: "unknown" }
  /** Concord answered, and not with what was asked for. */
  | { status: "failed" }
  /** Nobody answered. */
  | { status: "offline" };

const UNKNOWN = 404;

export function subjectOf(gid: string): Subject {
  return gid.includes("/ProductVariant/") ? { variant: gid } : { product: gid };
}

/** Why the subject is or is not in step. The admin adds the token that says who asks, and the app's address. */
export async function askWhy(subject: Subject): Promise<Heard> {
  const response = await call(`/api/why?${new URLSearchParams(subject).toString()}`, {});
  if (response === null) return { status: "offline" };
  if (response.status === UNKNOWN) return { status: "unknown" };
  if (!response.ok) return { status: "failed" };
  return { status: "ready", answer: (await response.json()) as WhyAnswer };
}

/** Asks for a repair; false where nobody took it on. */
export async function askRepair(subject: Subject): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  const response = await call("/api/repair", { method: "POST", headers, body: JSON.stringify(subject) });
  return response?.ok === true;
}

async function call(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, init);
  } catch (error) {
    // What a browser throws when there is no network, and no other way to tell.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
