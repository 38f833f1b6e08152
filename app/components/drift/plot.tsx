import { BlockStack, ButtonGroup, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Plot } from "../parts/plot.tsx";
import { type PlotLine } from "../parts/plot-line.ts";

export interface SamplePoint {
  at: string;
  agreed: number;
  repairing: number;
  waiting: number;
}

const SPANS = ["24h", "7d", "30d"] as const;
type Span = (typeof SPANS)[number];

/** Drift over time: what is being repaired and what waits, beside the share that agrees. */
export function DriftPlot(props: {
  samples: readonly SamplePoint[];
  span: Span;
  onSpan: (span: Span) => void;
}) {
  const { samples, span, onSpan } = props;
  const { t } = useTranslation();
  const times = useMemo(() => samples.map(({ at }) => Date.parse(at)), [samples]);
  const lines = useMemo((): PlotLine[] => {
    const of = (point: SamplePoint) => point.agreed + point.repairing + point.waiting;
    const share = (point: SamplePoint) => (of(point) === 0 ? null : point.agreed / of(point));
    return [
      { label: t("plot.repairing"), look: "filled", axis: "count", values: samples.map((p) => p.repairing) },
      { label: t("plot.waiting"), look: "hatched", axis: "count", values: samples.map((p) => p.waiting) },
      { label: t("plot.agreed"), look: "dashed", axis: "share", values: samples.map(share) },
    ];
  }, [samples, t]);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("home.driftOverTime")}
          </Text>
          <ButtonGroup variant="segmented">
            {SPANS.map((option) => (
              <Button key={option} size="slim" pressed={option === span} onClick={() => onSpan(option)}>
                {t(`home.span.${option}`)}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
        {samples.length < 2 ? (
          <div style={{ minHeight: 250 }}>
            <Text as="p" tone="subdued">
              {t("home.noSamples")}
            </Text>
          </div>
        ) : (
          <Plot caption={t("home.driftOverTime")} times={times} lines={lines} />
        )}
      </BlockStack>
    </Card>
  );
}
