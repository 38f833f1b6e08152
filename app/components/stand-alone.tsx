import { AppProvider } from "@shopify/polaris";
import polarisEnglish from "@shopify/polaris/locales/en.json";
import type { i18n } from "i18next";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";

/** What a page needs around it when the app's own frame could not be drawn. */
export function StandAlone({ i18n, children }: { i18n: i18n; children: ReactNode }) {
  return (
    <AppProvider i18n={polarisEnglish}>
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </AppProvider>
  );
}
