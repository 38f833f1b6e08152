import { idToken } from "./token.ts";

const retryHeader = "X-Shopify-Retry-Invalid-Session-Request";

/** Requests to the app's own server carry the session token, and are sent again once if it is refused. */
export function patchFetch(): void {
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.startsWith("shopify:"))
      throw new Error("The sandbox app-bridge has no direct API access");
    const own = new URL(request.url).origin === location.origin;
    if (!own || request.headers.has("Authorization")) return plainFetch(request);
    const again = request.clone();
    const response = await plainFetch(await authorized(request, false));
    if (response.status !== 401 || !response.headers.has(retryHeader)) return response;
    return plainFetch(await authorized(again, true));
  };
}

async function authorized(request: Request, force: boolean): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set("Authorization", `Bearer ${await idToken(force)}`);
  return new Request(request, { headers });
}
