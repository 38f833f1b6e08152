import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { harmOf, type TwoSides } from "./difference.ts";

/** What a wrong value does to customers, in two words. */
export function Harm({ value }: { value: TwoSides }) {
  const { t } = useTranslation();
  const harm = harmOf(value);
  if (harm === null) return null;
  return (
    <Text
      as="span"
      variant="bodySm"
      tone={harm === "oversells" || harm === "tooCheap" ? "critical" : "subdued"}
    >
      {t(`harm.${harm}`)}
    </Text>
  );
}
