import polarisEnglish from "@shopify/polaris/locales/en.json";
import { createInstance, type i18n, type ResourceLanguage } from "i18next";
import { initReactI18next } from "react-i18next";
import english from "./locales/en.json";

/** The languages that have a locale file; the first one is the fallback for all others. */
export const LANGUAGES = ["en", "cs", "nb"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Readers of other written forms of Norwegian read Bokmål too. */
const READ_AS: Readonly<Record<string, Language>> = { no: "nb", nn: "nb" };

interface Texts {
  own: ResourceLanguage;
  polaris: typeof polarisEnglish;
}

const loaded = new Map<Language, Texts>([["en", { own: english, polaris: polarisEnglish }]]);

// A browser needs one language, so the others are separate files.
const sources: Record<Exclude<Language, "en">, () => Promise<Texts>> = {
  cs: async () => ({
    own: (await import("./locales/cs.json")).default,
    polaris: (await import("@shopify/polaris/locales/cs.json")).default,
  }),
  nb: async () => ({
    own: (await import("./locales/nb.json")).default,
    polaris: (await import("@shopify/polaris/locales/nb.json")).default,
  }),
};

/** Has to be called before anything is rendered in the language. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === "en" || loaded.has(language)) return;
  loaded.set(language, await sources[language]());
}

/** The best language that we have for the admin's `locale`, such as "cs" or "pt-BR". */
export function languageFor(locale: string): Language {
  const wanted = locale.split("-")[0]?.toLowerCase() ?? "";
  return LANGUAGES.find((known) => known === wanted) ?? READ_AS[wanted] ?? "en";
}

/**
 * The locale in which a page is written, such as "en-GB". The admin names it in the first address; a
 * document reloaded within the frame has lost it, and the browser's language is the next best.
 * Numbers and dates follow the texts: no German dates among English words.
 */
export function localeOf(request: Request): string {
  const named = new URL(request.url).searchParams.get("locale");
  const wanted = named ?? request.headers.get("accept-language")?.split(/[,;]/)[0] ?? "";
  const language = languageFor(wanted);
  return /^[a-z]{2}-[a-z]{2}$/i.test(wanted) && wanted.toLowerCase().startsWith(language) ? wanted : language;
}

/** One instance per request on the server and one per page in the browser, ready before the first render. */
export function translator(language: Language): i18n {
  const instance = createInstance({
    lng: language,
    fallbackLng: "en",
    resources: Object.fromEntries([...loaded].map(([known, { own }]) => [known, { translation: own }])),
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  void instance.use(initReactI18next).init();
  return instance;
}

/** Polaris's own texts, such as "Clear" and the names of months. */
export function polarisTexts(language: Language): Texts["polaris"] {
  return loaded.get(language)?.polaris ?? polarisEnglish;
}
