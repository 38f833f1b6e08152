import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ProgressState } from "#app/core/orders/progress/standing.ts";

// The mark in front differs as well, so that no state is told by color alone.
const FACES = {
  stuck: { tone: "warning", progress: "incomplete" },
  waiting: { tone: "info", progress: "incomplete" },
  moving: { tone: "info", progress: "partiallyComplete" },
  done: { tone: "success", progress: "complete" },
  left: {},
  cancelled: {},
  "not-kept": {},
} as const satisfies Record<ProgressState, object>;

export function ProgressBadge({ state }: { state: ProgressState }) {
  const { t } = useTranslation();
  return <Badge {...FACES[state]}>{t(`orderState.${state}`)}</Badge>;
}
