import type { Envelope, FromApp, ToApp } from "../protocol.ts";

type Listener = (message: ToApp) => void;

const listeners = new Set<Listener>();
const waiting = new Map<number, (message: ToApp) => void>();
let requests = 0;

/** Frames inside the app's frame (a modal's page) talk to the admin as well, hence `top`. */
export function tell(message: FromApp): void {
  const envelope: Envelope<FromApp> = { concordSandbox: message };
  window.top?.postMessage(envelope, "*");
}

export function ask(type: "token" | "leave"): Promise<ToApp> {
  requests += 1;
  const request = requests;
  return new Promise((resolve) => {
    waiting.set(request, resolve);
    tell({ type, request });
  });
}

export function hear(listener: Listener): void {
  listeners.add(listener);
}

window.addEventListener("message", (event: MessageEvent<Partial<Envelope<ToApp>> | null>) => {
  if (event.source !== window.top) return;
  const message = event.data?.concordSandbox;
  if (message === undefined) return;
  if ("request" in message) {
    waiting.get(message.request)?.(message);
    waiting.delete(message.request);
    return;
  }
  for (const listener of listeners) listener(message);
});
