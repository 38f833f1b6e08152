import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const FACES = {
  scheduled: { tone: "info", progress: "incomplete" },
  active: { tone: "success", progress: "partiallyComplete" },
  ended: { progress: "complete" },
} as const;

export function PromotionState({ state }: { state: keyof typeof FACES }) {
  const { t } = useTranslation();
  return <Badge {...FACES[state]}>{t(`promotion.state.${state}`)}</Badge>;
}
