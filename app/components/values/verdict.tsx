import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VerdictKind } from "#app/core/values/verdict.ts";

// The mark in front differs too: color must never be the only sign of a verdict.
const FACES = {
  unknown: { progress: "incomplete" },
  "in-sync": { tone: "success", progress: "complete" },
  planned: { tone: "info", progress: "incomplete" },
  push: { tone: "info", progress: "partiallyComplete" },
  held: { tone: "attention", progress: "incomplete" },
  conflict: { tone: "warning", progress: "incomplete" },
  blocked: { progress: "incomplete" },
  failing: { tone: "critical", progress: "incomplete" },
} as const;

export function VerdictBadge({ verdict }: { verdict: VerdictKind }) {
  const { t } = useTranslation();
  return <Badge {...FACES[verdict]}>{t(`verdict.${verdict}`)}</Badge>;
}
