import { json, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useMemo, useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { fetchOpen, fetchStuck, NotSaved } from "#app/components/conflicts/post.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { ShopFactsProvider } from "#app/components/parts/shop-facts.tsx";
import { StandAlone } from "#app/components/parts/stand-alone.tsx";
import { config } from "#app/config.server.ts";
import { languageFor, localeOf, polarisTexts, translator } from "#app/i18n.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readShop } from "#app/store/views/settings/shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const locale = localeOf(request);
  const { name, currency, timeZone } = await readShop(session.shop);
  const handle = session.shop.replace(".myshopify.com", "");
  return json({
    apiKey: config("SHOPIFY_API_KEY"),
    language: languageFor(locale),
    now: Date.now(),
    facts: { name, currency, timeZone, locale, handle },
  });
}

/** The admin names the person's language in the first address only, so what was loaded then must be kept. */
export const shouldRevalidate = () => false;

export default function AppRoute() {
  const { apiKey, language, facts, now } = useLoaderData<typeof loader>();
  const i18n = useMemo(() => translator(language), [language]);
  // The script of app-bridge is in the document's head, so the provider must not load it again.
  return (
    <AppProvider isEmbeddedApp={false} apiKey={apiKey} i18n={polarisTexts(language)}>
      <I18nextProvider i18n={i18n}>
        <ShopFactsProvider facts={facts} now={now}>
          <Navigation />
          <Outlet />
        </ShopFactsProvider>
      </I18nextProvider>
    </AppProvider>
  );
}

const COUNT_EVERY_MS = 15_000;

/** How much waits for a person. If it cannot be read, the navigation keeps the last count. */
function useCount(read: () => Promise<number>): number {
  const [known, setKnown] = useState(0);
  useEffect(() => {
    const count = () => {
      if (document.visibilityState === "visible") read().then(setKnown, keepKnown);
    };
    count();
    const timer = setInterval(count, COUNT_EVERY_MS);
    return () => clearInterval(timer);
  }, [read]);
  return known;
}

function keepKnown(error: unknown): void {
  if (!(error instanceof NotSaved)) throw error;
}

function Navigation() {
  const { t } = useTranslation();
  const open = useCount(fetchOpen);
  const stuck = useCount(fetchStuck);
  return (
    <ui-nav-menu>
      <Link to="/app" rel="home">
        {t("nav.home")}
      </Link>
      <Link to="/app/drift">{t("nav.drift")}</Link>
      <Link to="/app/conflicts">{open > 0 ? t("nav.conflictsCount", { open }) : t("nav.conflicts")}</Link>
      <Link to="/app/orders">{stuck > 0 ? t("nav.ordersCount", { stuck }) : t("nav.orders")}</Link>
      <Link to="/app/promotions">{t("nav.promotions")}</Link>
      <Link to="/app/runs">{t("nav.runs")}</Link>
      <Link to="/app/connections">{t("nav.connections")}</Link>
      <Link to="/app/settings">{t("nav.settings")}</Link>
    </ui-nav-menu>
  );
}

export function ErrorBoundary() {
  return (
    <StandAlone>
      <PageProblem error={useRouteError()} />
    </StandAlone>
  );
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
