// Loaded with `node --require`: sends what is meant for Shopify's hosts to the sandbox, so that the app runs unmodified.
// Server name and Host header stay as they are; NODE_EXTRA_CA_CERTS makes the sandbox's certificate trusted.
"use strict";

const tls = require("node:tls");

const port = Number(process.env.SANDBOX_TLS_PORT);
const connect = tls.connect;

function isShopify(host) {
  return (
    typeof host === "string" &&
    (host.endsWith(".myshopify.com") ||
      host.endsWith(".shopify.com") ||
      host === "storage.googleapis.com" ||
      host === "shopify-staged-uploads.storage.googleapis.com")
  );
}

if (port) {
  tls.connect = function connectToSandbox(...args) {
    const [options] = args;
    const host = options && typeof options === "object" && (options.servername || options.host);
    if (!isShopify(host)) return connect.apply(this, args);
    const redirected = { ...options, host: "127.0.0.1", port, servername: host, path: undefined };
    return connect.apply(this, [redirected, ...args.slice(1)]);
  };
}
