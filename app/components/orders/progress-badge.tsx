import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ProgressState } from "#app/core/orders/progress/state.ts";

// The mark in front differs too: color must never be the only sign of a state.
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
