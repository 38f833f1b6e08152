import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";
import { placeInWords, valueText, type NamedValue } from "./text.ts";

/** Texts as an observation spells them; null: never looked at. */
export interface Sides {
  desired: string | null;
  observed: string | null;
  baseline: string | null;
  desiredAt: string | null;
  observedAt: string | null;
  baselineAt: string | null;
}

/** The three values of a comparison, each with its age. */
export function SidesTable({ sides }: { sides: Sides & NamedValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = [
    { name: t("sides.agreed"), value: sides.baseline, at: sides.baselineAt },
    { name: t("sides.source"), value: sides.desired, at: sides.desiredAt },
    { name: t("sides.shop"), value: sides.observed, at: sides.observedAt },
  ];
  const label = t("sides.label", { value: placeInWords(sides, t, format) });
  return (
    <table style={{ borderCollapse: "collapse", tableLayout: "fixed", width: "100%" }} aria-label={label}>
      <thead>
        <tr>
          {rows.map(({ name }) => (
            <th key={name} scope="col" style={cell}>
              <Text as="span" variant="bodySm" tone="subdued">
                {name}
              </Text>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {rows.map(({ name, value, at }) => (
            <td key={name} style={cell}>
              <Text
                as="p"
                variant={sides.kind === "content" ? "bodyMd" : "headingMd"}
                numeric={sides.kind !== "content"}
                breakWord
              >
                {valueText(sides, value, t, format)}
              </Text>
              <Text as="span" variant="bodySm" tone="subdued">
                {at ? <Ago at={at} /> : t("sides.never")}
              </Text>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const cell = {
  border: "1px solid var(--p-color-border)",
  padding: "var(--p-space-200) var(--p-space-300)",
  textAlign: "left",
  verticalAlign: "top",
  width: "33.3%",
} as const;
