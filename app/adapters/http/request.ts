import type { Headers } from "undici";

/** One call, complete as it goes out. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | null;
}

/** The unpacked answer, with any status. */
export interface HttpAnswer {
  /** Where it came from, after redirects. */
  url: URL;
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}
