import { html, type Markup } from "../html.ts";
import { LOCALES, type Locale } from "../locale.ts";
import { icon } from "./icons.ts";

export interface Place {
  /** "/store/concord-demo" */
  store: string;
  shopName: string;
  openOrders: number;
  /** The language of the apps; this admin's own pages are in English. */
  locale: Locale;
}

export type Section = "home" | "orders" | "products" | "app";

const items = [
  { section: "home", label: "Home", path: "" },
  { section: "orders", label: "Orders", path: "/orders" },
  { section: "products", label: "Products", path: "/products" },
] as const;

/** What surrounds every page of the admin: the black bar, the navigation, and the page itself. */
export function layout(place: Place, section: Section, title: string, main: Markup, search = ""): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Shopify admin (sandbox)</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin.css" />
      </head>
      <body data-store="${place.store}" data-app-base="${place.store}/apps/concord" class="${section}">
        <input type="checkbox" id="menu" hidden />
        <header class="top">
          <label for="menu" class="burger" aria-label="Navigation">${icon("menu")}</label>
          <a class="brand" href="${place.store}/apps/concord">shopify <em>sandbox</em></a>
          <form class="search" action="${place.store}/products" role="search">
            <input
              name="q"
              type="search"
              value="${search}"
              placeholder="Search products"
              aria-label="Search products"
            />
          </form>
          <div class="shop"><span>${place.shopName}</span><b>${initials(place.shopName)}</b></div>
          <div id="save-bar" hidden>
            <span>Unsaved changes</span>
            <div id="save-actions"></div>
          </div>
          <progress id="loading" hidden></progress>
        </header>
        <nav class="side" aria-label="Admin">${navigation(place, section)}</nav>
        <label for="menu" class="shade"></label>
        <main>${main}</main>
        <div id="toasts" role="status"></div>
      </body>
    </html>`;
  return page.text;
}

function navigation(place: Place, section: Section): Markup {
  const links = items.map((item) => {
    const current = item.section === section ? html`aria-current="page"` : null;
    const count = item.section === "orders" && place.openOrders > 0 ? html`<i>${place.openOrders}</i>` : null;
    return html`<a href="${place.store}${item.path}" ${current}
      ><s>${icon(item.section)}</s>${item.label}${count}</a
    >`;
  });
  const languages = Object.entries(LOCALES).map(
    ([locale, name]) =>
      html`<a
        href="?locale=${locale}"
        lang="${locale}"
        ${locale === place.locale ? html`aria-current="true"` : null}
        >${name}</a
      >`,
  );
  const current = section === "app" ? html`aria-current="true"` : null;
  return html`${links}
    <h2>Apps</h2>
    <a id="app-home" href="${place.store}/apps/concord" ${current}><s class="app-icon">C</s>Concord</a>
    <div id="app-nav"></div>
    <h2>Language of apps</h2>
    ${languages}`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2)
    .toUpperCase();
}
