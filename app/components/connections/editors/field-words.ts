import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { lengthMax, type PlacedProblem } from "#app/core/source/settings-field.ts";
import type { FieldTexts, System, SystemTexts } from "#app/core/source/system.ts";

const NONE: SystemTexts = { about: "", fields: {} };

/** What a system says about itself in the language of the page. */
export function useSystemTexts({ texts }: System): SystemTexts {
  const { i18n } = useTranslation();
  return texts[i18n.language] ?? texts["en"] ?? NONE;
}

/** What a field does, where its value is found, what else holds, and how it may look, in one line. */
export function helpOf(
  words: FieldTexts | undefined,
  example: string | undefined,
  t: TFunction,
  more?: string,
): string {
  const shown = example === undefined ? undefined : t("systems.example", { example });
  return [words?.help, words?.where, more, shown].filter((part) => part !== undefined).join(" ");
}

export function problemInWords(
  { path, field, problem }: PlacedProblem,
  words: Record<string, FieldTexts>,
  t: TFunction,
): string {
  const { min, max } = field.type === "number" ? field : { min: 0, max: lengthMax(field) };
  const named = { field: words[path]?.label ?? path, example: field.example ?? "", min, max };
  return t(`systems.problem.${problem}`, named);
}
