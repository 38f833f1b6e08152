/**
 * Runs one UI extension in a frame of a page: the `shopify` global that the real host gives to its worker. Elements
 * are drawn by extension.css; only what can be pressed is code.
 */
import type { FrameContent } from "../pages/extension-frame.ts";
import { adminApi } from "./admin-api.ts";
import { customerApi } from "./customer-api.ts";
import { definePressable } from "./pressable.ts";
import { translations } from "./translations.ts";

const content = JSON.parse(document.getElementById("content")?.textContent ?? "") as FrameContent;
const { api, navigate } = content.target.startsWith("customer-account.")
  ? customerApi(content)
  : adminApi(content);

Object.assign(window, {
  shopify: {
    extend(target: string, run: () => void): void {
      if (target === content.target) run();
    },
    extension: { target: content.target },
    i18n: translations(content.texts, content.locale),
    ...api,
  },
});
definePressable(navigate);

// A frame does not grow with its content.
const frame = window.frameElement as HTMLIFrameElement | null;
new ResizeObserver(() => {
  if (frame) frame.style.height = `${document.documentElement.offsetHeight}px`;
}).observe(document.documentElement);
