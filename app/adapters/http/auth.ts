import type { HttpRequest } from "./request.ts";

/** How a connection proves who it is. */
export interface Auth {
  /** The request with the proof in it. */
  sign(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest>;
  /** The system refused what this request was signed with. True: sign it again and retry. */
  renew(refused: HttpRequest): boolean;
}

export function basic(user: string, password: string): Auth {
  return always("authorization", `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);
}

export function bearer(token: string): Auth {
  return always("authorization", `Bearer ${token}`);
}

export function keyInHeader(header: string, key: string): Auth {
  return always(header, key);
}

/** Addresses are logged without their query, so the key stays out of the log. */
export function keyInQuery(parameter: string, key: string): Auth {
  return {
    sign(request) {
      const url = new URL(request.url);
      url.searchParams.set(parameter, key);
      return Promise.resolve({ ...request, url });
    },
    renew: () => false,
  };
}

function always(header: string, value: string): Auth {
  return {
    sign: (request) => Promise.resolve({ ...request, headers: { ...request.headers, [header]: value } }),
    renew: () => false,
  };
}
