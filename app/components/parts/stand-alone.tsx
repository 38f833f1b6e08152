import { useRouteLoaderData } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import { useMemo, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { languageFor, polarisTexts, translator } from "#app/i18n.ts";

/** What a page needs around it when the app's own frame could not be drawn. */
export function StandAlone({ children }: { children: ReactNode }) {
  // Even the document's own loader may not have answered.
  const document = useRouteLoaderData("root") as { locale: string } | undefined;
  const language = languageFor(document?.locale ?? "en");
  const i18n = useMemo(() => translator(language), [language]);
  return (
    <AppProvider i18n={polarisTexts(language)}>
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </AppProvider>
  );
}
