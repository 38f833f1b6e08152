import type { SystemTexts } from "#app/core/source/system.ts";

const en: SystemTexts = {
  about: "Counts what lies on a shelf.",
  fields: {
    url: { label: "Address of the shelf", where: "Painted on its side." },
    login: {
      label: "Who may look",
      choices: { open: { label: "Everybody" }, key: { label: "Who has a key" } },
    },
    key: { label: "Key", help: "Hangs behind the door." },
    stock: { label: "Stock" },
    "stock.keep": { label: "Keep back", help: "Pieces that are never sold." },
  },
};

/** The tests read them in one language only. */
export const texts = { en, cs: en, nb: en };
