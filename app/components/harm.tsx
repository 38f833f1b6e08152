import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What a wrong quantity does to customers, as the order of the list has it. */
export function Harm({ desired, observed }: { desired: number | null; observed: number | null }) {
  const { t } = useTranslation();
  if (desired === null || (observed ?? 0) === desired) return null;
  const shows = observed ?? 0;
  const harm =
    shows > 0 && desired <= 0
      ? "oversells"
      : shows <= 0 && desired > 0
        ? "hides"
        : shows > desired
          ? "tooMuch"
          : "tooLittle";
  return (
    <Text as="span" variant="bodySm" tone={harm === "oversells" ? "critical" : "subdued"}>
      {t(`harm.${harm}`)}
    </Text>
  );
}
