import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

interface Props {
  problem: "decisions" | "reading" | null;
  undone: "writtenBack" | "moved" | null;
  onRetry: () => void;
}

/** What could not be sent, and what an undo could only do in part. */
export function NotSavedBanner({ problem, undone, onRetry }: Props) {
  const { t } = useTranslation();
  if (problem !== null) {
    const decisions = problem === "decisions";
    return (
      <Banner
        tone={decisions ? "critical" : "warning"}
        title={t(decisions ? "conflicts.notSaved" : "conflicts.notFresh")}
        action={{ content: t("problem.retry"), onAction: onRetry }}
      >
        <Text as="p">{t(decisions ? "conflicts.notSavedText" : "conflicts.notFreshText")}</Text>
      </Banner>
    );
  }
  return undone === null ? null : <Banner tone="info" title={t(`conflicts.undone.${undone}`)} />;
}
