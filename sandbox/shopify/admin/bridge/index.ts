/**
 * A stand-in for Shopify's app-bridge.js, which only Shopify's own servers hand out and which only talks to Shopify's
 * admin. It offers what this app uses; anything else fails loudly instead of doing nothing.
 */
import { ask, hear, tell } from "./channel.ts";
import { mirrorChrome } from "./chrome.ts";
import { defineElements, modal, openSaveBar, saveBar } from "./elements.ts";
import { patchFetch } from "./fetch.ts";
import { bounce, syncNavigation } from "./navigation.ts";
import { idToken } from "./token.ts";

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

const defaultToastMs = 5_000;
const toasts = new Map<string, ToastOptions>();

const shopify = {
  config: readConfig(),
  origin: location.origin,
  ready: Promise.resolve(),
  environment: { mobile: false, embedded: true, pos: false },
  idToken: () => idToken(),
  loading: (on = true) => tell({ type: "loading", on }),
  toast: {
    show: (message: string, options: ToastOptions = {}): string => {
      const id = `toast-${toasts.size}-${Date.now()}`;
      toasts.set(id, options);
      const durationMs = options.duration ?? defaultToastMs;
      const error = options.isError === true;
      tell({ type: "toast", id, message, error, action: options.action ?? null, durationMs });
      return id;
    },
    hide: (id: string) => tell({ type: "toast-hide", id }),
  },
  modal: {
    show: (id: string) => modal(id).show(),
    hide: (id: string) => modal(id).hide(),
    toggle: (id: string) => modal(id).toggle(),
  },
  saveBar: {
    show: (id: string) => saveBar(id).show(),
    hide: (id: string) => saveBar(id).hide(),
    toggle: (id: string) => saveBar(id).toggle(),
    leaveConfirmation: async (): Promise<void> => {
      if (openSaveBar() !== null) await ask("leave");
    },
  },
};

function readConfig(): { apiKey: string; shop: string; host: string; locale: string } {
  const query = new URLSearchParams(location.search);
  // Later documents in the same frame have lost the launch parameters, so the frame remembers them.
  const remembered = (name: string): string => {
    const value = query.get(name) ?? sessionStorage.getItem(`shopify-${name}`) ?? "";
    sessionStorage.setItem(`shopify-${name}`, value);
    return value;
  };
  const meta = document.querySelector('meta[name="shopify-api-key"]')?.getAttribute("content");
  const apiKey = document.currentScript?.dataset["apiKey"] ?? meta;
  if (apiKey === undefined || apiKey === null) {
    throw new Error(
      "app-bridge.js needs data-api-key on its script tag, or a shopify-api-key meta tag before it",
    );
  }
  return { apiKey, shop: remembered("shop"), host: remembered("host"), locale: remembered("locale") };
}

function loud(name: string): never {
  const message = `The sandbox app-bridge does not implement shopify.${name}`;
  tell({ type: "fault", message });
  throw new Error(message);
}

hear((message) => {
  if (message.type === "toast-action") toasts.get(message.id)?.onAction?.();
  if (message.type === "toast-gone") toasts.get(message.id)?.onDismiss?.();
});

Object.defineProperty(window, "shopify", {
  value: new Proxy(shopify, {
    get: (target, name) => {
      if (name in target || typeof name === "symbol" || name === "then")
        return Reflect.get(target, name) as unknown;
      return loud(name);
    },
  }),
});
patchFetch();
defineElements();
syncNavigation();
void bounce().then((leaving) => {
  if (!leaving) mirrorChrome();
});
