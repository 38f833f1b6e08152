import "i18next";
import type english from "./locales/en.json";

// A key that is not in the locale file is a type error.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof english };
  }
}
