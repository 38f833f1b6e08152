import type { IncomingMessage } from "node:http";

/** The languages that a person of this admin can choose, each in its own words. */
export const LOCALES = { en: "English", cs: "Čeština", nb: "Norsk bokmål" } as const;

export type Locale = keyof typeof LOCALES;

const COOKIE = "admin-locale";

/** Chosen in the address, else remembered from an earlier choice. */
export function localeOf(request: IncomingMessage, query: URLSearchParams): Locale {
  const remembered = new RegExp(`\\b${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? "")?.[1];
  const wanted = query.get("locale") ?? remembered;
  return isLocale(wanted) ? wanted : "en";
}

export function isLocale(name: string | null | undefined): name is Locale {
  return name !== null && name !== undefined && Object.hasOwn(LOCALES, name);
}

export function remember(locale: Locale): string {
  return `${COOKIE}=${locale}; Path=/; SameSite=Lax`;
}
