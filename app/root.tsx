import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { useContext, type ReactNode } from "react";
import { Nonce } from "#app/components/parts/nonce.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { StandAlone } from "#app/components/parts/stand-alone.tsx";
import { config } from "#app/config.server.ts";
import { localeOf } from "#app/i18n.ts";

const APP_BRIDGE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

export const links: LinksFunction = () => [
  { rel: "preconnect", href: "https://cdn.shopify.com" },
  { rel: "stylesheet", href: polarisStyles },
];

export function loader({ request }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url);
  const embedded = pathname === "/app" || pathname.startsWith("/app/");
  return json({
    apiKey: config("SHOPIFY_API_KEY"),
    embedded,
    locale: localeOf(request),
  });
}

/** What the loader read from the first address holds for as long as the page is open. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const nonce = useContext(Nonce);
  return (
    <html lang={data?.locale ?? "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Shopify wants it first in the head and not deferred; outside the admin it would redirect there. */}
        {data?.embedded ? (
          <>
            <meta name="shopify-api-key" content={data.apiKey} />
            <script src={APP_BRIDGE} data-api-key={data.apiKey} />
          </>
        ) : null}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** For what no page catches, such as an address that does not exist. */
export function ErrorBoundary() {
  return (
    <StandAlone>
      <PageProblem error={useRouteError()} />
    </StandAlone>
  );
}
