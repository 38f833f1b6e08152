/** Messages between the stand-in app-bridge (inside the app's frame) and the admin around it. */

export interface Press {
  label: string;
  href: string | null;
  primary: boolean;
  critical: boolean;
  disabled: boolean;
  busy: boolean;
}

export interface NavItem {
  label: string;
  href: string;
}

export interface TitleBar {
  title: string;
  actions: Press[];
  breadcrumb: string | null;
}

export interface SaveBar {
  save: Press | null;
  discard: Press | null;
  confirmDiscard: boolean;
}

export interface Chrome {
  nav: NavItem[];
  /** Where a click on the app's name leads. */
  home: string;
  titleBar: TitleBar;
  saveBar: SaveBar | null;
}

export type FromApp =
  | { type: "token"; request: number }
  | { type: "leave"; request: number }
  | { type: "path"; path: string }
  | { type: "chrome"; chrome: Chrome }
  | { type: "toast"; id: string; message: string; error: boolean; action: string | null; durationMs: number }
  | { type: "toast-hide"; id: string }
  | { type: "loading"; on: boolean }
  | { type: "open"; url: string }
  | { type: "fault"; message: string };

export type ToApp =
  | { type: "token"; request: number; token: string }
  | { type: "leave"; request: number }
  | { type: "navigate"; path: string }
  | { type: "title-action"; index: number }
  | { type: "breadcrumb" }
  | { type: "save" }
  | { type: "discard" }
  | { type: "toast-action"; id: string }
  | { type: "toast-gone"; id: string };

/** Marks our messages among any others that a page may post. */
export interface Envelope<Message> {
  concordSandbox: Message;
}

/** Parameters that Shopify adds to the frame's address, and that are not part of the app's own addresses. */
export const launchParameters = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "timestamp",
] as const;
