import { readFileSync } from "node:fs";
import type { ServerBuild } from "@remix-run/node";

export interface PageDoor {
  route: string;
  /** The address with its parameters, such as "/app/orders/:id". */
  path: string;
  methods: ("GET" | "POST")[];
  /** Draws a page; otherwise it answers data only. */
  drawn: boolean;
}

/** Pages that anybody may read; the parent of all says only in which language the document is. */
export const OPEN_PAGES = ["root", "routes/_index", "routes/auth.$"];

/** Every address behind which a loader or an action runs. */
export function pageDoors({ routes }: ServerBuild): PageDoor[] {
  const pathOf = (id: string | undefined): string =>
    id === undefined ? "" : [pathOf(routes[id]?.parentId), routes[id]?.path].filter(Boolean).join("/");
  return Object.values(routes).flatMap(({ id, module }) => {
    const methods: PageDoor["methods"] = [];
    if ("loader" in module) methods.push("GET");
    if ("action" in module) methods.push("POST");
    const door = { route: id, path: `/${pathOf(id)}`, methods, drawn: "default" in module };
    return methods.length === 0 ? [] : [door];
  });
}

/** Every path that app/endpoints/endpoints.ts answers. */
export function endpointPaths(): string[] {
  const source = readFileSync("app/endpoints/endpoints.ts", "utf8");
  return [...source.matchAll(/^ {6}"(\/[a-z/]+)":/gm)].map(([, path = ""]) => path);
}

/** The address as the admin opens it, in a frame and with the person's token. */
export function opened(path: string, shop: string, token: string): string {
  const host = Buffer.from(`admin.shopify.com/store/${shop.replace(".myshopify.com", "")}`).toString(
    "base64",
  );
  return `${path}?${new URLSearchParams({ shop, host, embedded: "1", id_token: token })}`;
}
