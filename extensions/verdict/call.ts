export type Heard<Answer> =
  | { status: "ready"; answer: Answer }
  /** Concord has never seen what it was asked about. */
  | { status: "unknown" }
  /** Concord answered, but not with what was asked for. */
  | { status: "failed" }
  /** Nobody answered. */
  | { status: "offline" };

const UNKNOWN = 404;

/** Asks Concord for something; the admin adds the token that says who asks, and the app's address. */
export async function ask<Answer>(path: string): Promise<Heard<Answer>> {
  const response = await call(path, {});
  if (response === null) return { status: "offline" };
  if (response.status === UNKNOWN) return { status: "unknown" };
  if (!response.ok) return { status: "failed" };
  return { status: "ready", answer: (await response.json()) as Answer };
}

/** Requests something; false where nobody accepted it. */
export async function wish(path: string, body: unknown): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  const response = await call(path, { method: "POST", headers, body: JSON.stringify(body) });
  return response?.ok === true;
}

async function call(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, init);
  } catch (error) {
    // Browsers throw this without a network; there is no other sign of it.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
