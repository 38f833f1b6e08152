import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import english from "./locales/en.json";

const resources = { en: { translation: english } };

/** The languages that have a locale file; the first one stands in for all others. */
export const LANGUAGES = Object.keys(resources);

/** The best language that we have for the admin's `locale`, such as "cs" or "pt-BR". */
export function languageFor(locale: string | null): string {
  const language = locale?.split("-")[0]?.toLowerCase();
  return LANGUAGES.find((known) => known === language) ?? "en";
}

/** One instance per request on the server and one per page in the browser, ready before the first render. */
export function translator(language: string): i18n {
  const instance = createInstance({
    lng: language,
    fallbackLng: "en",
    resources,
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  void instance.use(initReactI18next).init();
  return instance;
}
