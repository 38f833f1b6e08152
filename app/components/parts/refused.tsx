import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** Says above a form that the server did not understand what it sent; draws nothing otherwise. */
export function Refused({ answer }: { answer: object | undefined }) {
  const { t } = useTranslation();
  if (!answer || !("refused" in answer) || typeof answer.refused !== "string") return null;
  return (
    <Banner tone="critical" title={t("problem.refusedTitle")}>
      {answer.refused}
    </Banner>
  );
}
