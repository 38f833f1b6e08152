import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface ProxyOptions {
  appUrl: string;
  /** Served in place of Shopify's script. */
  bridge: string;
  /** The port of the admin that may frame the app. */
  adminPort: () => number;
}

const shopifyScript = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
const ownScript = "/sandbox-app-bridge.js";
const largestHead = 512 * 1024;

/**
 * Shows the unmodified app to a local admin. Only what needs Shopify in a browser is swapped: the address
 * of app-bridge.js, and who may frame the app.
 */
export function appProxy(options: ProxyOptions): Server {
  return createServer((incoming, outgoing) => {
    if (incoming.url === ownScript) {
      outgoing.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-store" });
      outgoing.end(options.bridge);
      return;
    }
    forward(options, incoming, outgoing);
  });
}

function forward(options: ProxyOptions, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const headers = { ...incoming.headers, "accept-encoding": "identity" };
  const target = new URL(incoming.url ?? "/", options.appUrl);
  const passed = request(target, { method: incoming.method, headers, setHost: false });
  passed.on("response", (answer) => {
    const host = new URL(`http://${incoming.headers.host ?? "localhost"}`).hostname;
    const admin = `http://${host}:${options.adminPort()}`;
    outgoing.writeHead(answer.statusCode ?? 502, rewriteHeaders(answer, admin));
    if (isHtml(answer)) void sendHtml(answer, outgoing);
    else answer.pipe(outgoing);
  });
  passed.on("error", (error) => {
    if (outgoing.headersSent) return void outgoing.destroy();
    outgoing.writeHead(502, { "content-type": "text/html" });
    outgoing.end(`<p>The app does not answer at ${options.appUrl} yet (${error.message}).</p>`);
  });
  outgoing.on("close", () => passed.destroy());
  incoming.pipe(passed);
}

function rewriteHeaders(answer: IncomingMessage, admin: string): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = value;
  }
  if (isHtml(answer)) delete headers["content-length"];
  const policy = headers["content-security-policy"];
  if (typeof policy === "string") {
    headers["content-security-policy"] = policy.replace(/frame-ancestors[^;]*/, `frame-ancestors ${admin}`);
  }
  if (typeof headers["link"] === "string") {
    headers["link"] = headers["link"].replaceAll(shopifyScript, ownScript);
  }
  return headers;
}

function isHtml(answer: IncomingMessage): boolean {
  return (answer.headers["content-type"] ?? "").startsWith("text/html");
}

/** Holds a page back until its head is complete, swaps the script in it, and lets the rest stream. */
async function sendHtml(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  answer.setEncoding("utf8");
  let head: string | null = "";
  for await (const chunk of answer as AsyncIterable<string>) {
    if (head === null) {
      outgoing.write(chunk);
      continue;
    }
    head += chunk;
    if (!head.includes("</head>") && head.length < largestHead) continue;
    outgoing.write(head.replaceAll(shopifyScript, ownScript));
    head = null;
  }
  outgoing.end(head?.replaceAll(shopifyScript, ownScript));
}
