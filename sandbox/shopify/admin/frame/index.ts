/** The admin's half of the conversation with the app: draws its navigation, title bar, save bar and toasts. */
import {
  launchParameters,
  type Chrome,
  type Envelope,
  type FromApp,
  type Press,
  type ToApp,
} from "../protocol.ts";

const frame = need<HTMLIFrameElement>("app");
const base = document.body.dataset["appBase"] ?? "";
const appOrigin = new URL(frame.src).origin;
let chrome: Chrome | null = null;
let path = "";

window.addEventListener("message", (event: MessageEvent<Partial<Envelope<FromApp>> | null>) => {
  const message = event.data?.concordSandbox;
  if (event.origin !== appOrigin || message === undefined || event.source === null) return;
  const answer = (reply: ToApp): void => {
    event.source?.postMessage({ concordSandbox: reply }, { targetOrigin: appOrigin });
  };
  void receive(message, answer);
});

async function receive(message: FromApp, answer: (reply: ToApp) => void): Promise<void> {
  switch (message.type) {
    case "token":
      return answer({ type: "token", request: message.request, token: await sessionToken() });
    case "leave":
      if (mayLeave()) answer({ type: "leave", request: message.request });
      return;
    case "path":
      return showPath(message.path);
    case "chrome":
      chrome = message.chrome;
      return draw(message.chrome);
    case "toast":
      return showToast(message);
    case "toast-hide":
      return document.getElementById(message.id)?.remove();
    case "loading":
      return void need("loading").toggleAttribute("hidden", !message.on);
    case "open":
      return open(message.url);
    case "fault":
      return showToast({
        ...message,
        type: "toast",
        id: "fault",
        error: true,
        action: null,
        durationMs: 10_000,
      });
  }
}

function send(message: ToApp): void {
  frame.contentWindow?.postMessage({ concordSandbox: message }, appOrigin);
}

async function sessionToken(): Promise<string> {
  const response = await fetch(`${document.body.dataset["store"] ?? ""}/session-token`, { method: "POST" });
  if (!response.ok) throw new Error(`The admin refused a session token: ${response.status}`);
  return response.text();
}

/** The app's own history entries are part of the tab's history, so the admin only renames the current one. */
function showPath(appPath: string): void {
  path = appPath;
  history.replaceState(null, "", base + (appPath === "/" ? "" : appPath));
  if (chrome !== null) drawNav(chrome);
}

function draw(next: Chrome): void {
  drawNav(next);
  drawTitle(next);
  drawSaveBar(next);
}

function drawNav(next: Chrome): void {
  const items = next.nav.map(({ label, href }) => {
    const link = element("a", { textContent: label, href: base + href });
    link.onclick = (event) => navigate(event, href);
    const current = new URL(href, appOrigin).pathname;
    if (path.split("?")[0] === current) link.setAttribute("aria-current", "page");
    return link;
  });
  need("app-nav").replaceChildren(...items);
  need<HTMLAnchorElement>("app-home").onclick = (event) => navigate(event, next.home);
}

function navigate(event: MouseEvent, href: string): void {
  event.preventDefault();
  need<HTMLInputElement>("menu").checked = false;
  if (mayLeave()) send({ type: "navigate", path: href });
}

function drawTitle({ titleBar }: Chrome): void {
  need("app-title").textContent = titleBar.title || "Concord";
  document.title = `${titleBar.title || "Concord"} · Shopify admin (sandbox)`;
  const crumb = need<HTMLButtonElement>("app-breadcrumb");
  crumb.hidden = titleBar.breadcrumb === null;
  crumb.onclick = () => send({ type: "breadcrumb" });
  const actions = titleBar.actions.map((action, index) => {
    return pressButton(action, () => send({ type: "title-action", index }));
  });
  // The most important action comes last, at the edge.
  need("app-actions").replaceChildren(...actions.reverse());
}

function drawSaveBar({ saveBar }: Chrome): void {
  const bar = need("save-bar");
  bar.hidden = saveBar === null;
  document.body.classList.toggle("saving", saveBar !== null);
  if (saveBar === null) return;
  const discard = saveBar.discard ?? plainPress("Discard");
  const save = { ...(saveBar.save ?? plainPress("Save")), primary: true };
  need("save-actions").replaceChildren(
    pressButton({ ...discard, label: discard.label || "Discard" }, () => {
      if (!saveBar.confirmDiscard || confirm("Discard all unsaved changes?")) send({ type: "discard" });
    }),
    pressButton({ ...save, label: save.label || "Save" }, () => send({ type: "save" })),
  );
}

function plainPress(label: string): Press {
  return { label, href: null, primary: false, critical: false, disabled: false, busy: false };
}

function pressButton(press: Press, onclick: () => void): HTMLButtonElement {
  const button = element("button", {
    textContent: press.label,
    disabled: press.disabled || press.busy,
    onclick,
  });
  button.classList.toggle("primary", press.primary);
  button.classList.toggle("critical", press.critical);
  button.setAttribute("aria-busy", String(press.busy));
  return button;
}

function mayLeave(): boolean {
  if (chrome?.saveBar === null || chrome === null) return true;
  return confirm("Leave this page? Its changes are not saved.");
}

function showToast(toast: Extract<FromApp, { type: "toast" }>): void {
  const box = element("div", { id: toast.id });
  box.classList.toggle("error", toast.error);
  box.append(element("span", { textContent: toast.message }));
  const dismiss = (): void => {
    if (!box.isConnected) return;
    box.remove();
    send({ type: "toast-gone", id: toast.id });
  };
  if (toast.action !== null) {
    const onclick = (): void => {
      send({ type: "toast-action", id: toast.id });
      dismiss();
    };
    box.append(element("button", { textContent: toast.action, onclick }));
  }
  const close = element("button", { textContent: "×", onclick: dismiss });
  close.setAttribute("aria-label", "Dismiss");
  box.append(close);
  need("toasts").append(box);
  setTimeout(dismiss, toast.durationMs);
}

/** `shopify://admin/products/1` and addresses of the real admin mean a page of this one. */
function open(url: string): void {
  const admin = /^(?:shopify:\/\/?admin|https:\/\/admin\.shopify\.com\/store\/[^/]+)(\/.*)?$/.exec(url);
  const target = new URL(admin ? "http://admin" : url);
  if (admin) {
    location.assign(`${document.body.dataset["store"] ?? ""}${admin[1] ?? ""}`);
  } else if (target.origin === appOrigin) {
    for (const name of launchParameters) target.searchParams.delete(name);
    location.assign(base + target.pathname + target.search);
  } else {
    location.assign(url);
  }
}

function need<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The admin page has no #${id}`);
  return found as Kind;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}
