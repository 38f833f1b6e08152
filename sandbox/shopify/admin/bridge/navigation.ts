import { launchParameters } from "../protocol.ts";
import { hear, tell } from "./channel.ts";
import { idToken } from "./token.ts";

/** Keeps the admin's address bar in step with the app's, both ways. */
export function syncNavigation(): void {
  for (const method of ["pushState", "replaceState"] as const) {
    const original = history[method].bind(history);
    history[method] = (...change) => {
      original(...change);
      tellPath();
    };
  }
  window.addEventListener("popstate", tellPath);
  window.addEventListener("pageshow", tellPath);
  hear((message) => {
    if (message.type === "navigate") follow(message.path);
  });
  window.open = openPatch(window.open.bind(window));
  document.addEventListener("click", leaveByLink, { capture: true });
}

/** The page an app answers with when it has no session token: fetch one, then load what was wanted. */
export async function bounce(): Promise<boolean> {
  const wanted = new URLSearchParams(location.search).get("shopify-reload");
  if (wanted === null) return false;
  const target = new URL(wanted, location.origin);
  target.searchParams.set("id_token", await idToken());
  location.replace(location.origin + target.pathname + target.search);
  return true;
}

function tellPath(): void {
  const query = new URLSearchParams(location.search);
  if (query.has("shopify-reload")) return;
  for (const name of launchParameters) query.delete(name);
  const rest = query.size > 0 ? `?${query.toString()}` : "";
  tell({ type: "path", path: location.pathname + rest + location.hash });
}

/** Routers listen for this event on the link itself; a missing link is made for the moment. */
function follow(path: string): void {
  const menu = document.querySelector("ui-nav-menu, s-app-nav") ?? document.body;
  const links = [...menu.querySelectorAll("a[href], s-link[href]")];
  const known = links.find((link) => link.getAttribute("href") === path);
  const link = known ?? menu.appendChild(Object.assign(document.createElement("a"), { href: path }));
  link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
  if (known === undefined) link.remove();
}

function openPatch(open: typeof window.open): typeof window.open {
  return (url, target, features) => {
    const address = String(url ?? "");
    if (target !== "_top" && target !== "_parent" && !address.startsWith("shopify:")) {
      return open(url, target, features);
    }
    tell({ type: "open", url: absolute(address) });
    return null;
  };
}

function leaveByLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href") ?? "";
  const outward = ["_top", "_parent"].includes(link?.getAttribute("target") ?? "");
  if (!outward && !href.startsWith("shopify:")) return;
  event.preventDefault();
  tell({ type: "open", url: absolute(href) });
}

function absolute(url: string): string {
  return url.startsWith("shopify:") ? url : new URL(url, location.href).href;
}
