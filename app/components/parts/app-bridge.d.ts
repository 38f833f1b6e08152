import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Tag<Extra = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Extra;

// The part of Shopify's app-bridge that the pages use; its script is loaded in the document's head.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "ui-nav-menu": Tag;
      "ui-save-bar": Tag<{ id: string }>;
    }
  }
}

declare global {
  interface Window {
    shopify?: {
      toast: { show(message: string, options?: { duration?: number }): void };
      saveBar: { show(id: string): Promise<void>; hide(id: string): Promise<void> };
    };
  }
}
