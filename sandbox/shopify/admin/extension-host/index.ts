/**
 * Runs one UI extension in a frame of the admin: the `shopify` global that the real host gives to its worker, and
 * fetch with the staff member's token. Elements are drawn by extension.css; only what can be pressed is code.
 */
import type { FrameContent } from "../pages/extension-frame.ts";
import { definePressable } from "./pressable.ts";
import { translations } from "./translations.ts";

const content = JSON.parse(document.getElementById("content")?.textContent ?? "") as FrameContent;
const admin = window.parent;
const plainFetch = window.fetch.bind(window);

window.fetch = async (input, init) => {
  const address = new URL(input instanceof Request ? input.url : input, content.appUrl);
  const headers = new Headers(init?.headers);
  if (address.origin === new URL(content.appUrl).origin)
    headers.set("authorization", `Bearer ${await idToken()}`);
  return plainFetch(address, { ...init, headers });
};

async function idToken(): Promise<string> {
  const response = await plainFetch(`${content.store}/session-token`, { method: "POST" });
  return response.text();
}

/** `extension:handle` is an action of the same page, `app:path` a page of the app. */
function navigate(to: string | URL): void {
  const [, scheme = "", rest = ""] = /^(\w+):(?:\/\/)?(.*)$/.exec(String(to)) ?? [];
  if (scheme === "extension") admin.document.getElementById(`extension-${rest}`)?.showPopover();
  else if (scheme === "app") admin.location.assign(`${content.store}/apps/concord/${rest}`);
  else admin.location.assign(to);
}

function close(): void {
  window.frameElement?.closest<HTMLElement>("[popover]")?.hidePopover();
}

Object.assign(window, {
  shopify: {
    extend(target: string, run: () => void): void {
      if (target === content.target) run();
    },
    extension: { target: content.target },
    data: { selected: [{ id: content.gid }] },
    i18n: translations(content.texts, content.locale),
    auth: { idToken },
    navigation: { navigate },
    close,
  },
});
definePressable(navigate);

// A frame does not grow with what is in it.
const frame = window.frameElement as HTMLIFrameElement | null;
new ResizeObserver(() => {
  if (frame) frame.style.height = `${document.documentElement.offsetHeight}px`;
}).observe(document.documentElement);
