import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import { Plot } from "../parts/plot.tsx";
import { type PlotLine } from "../parts/plot-line.ts";
import { sidesOverTime } from "./timeline-entries.ts";
import { placeInWords, type NamedValue } from "./text.ts";

type Stored = Parameters<typeof sidesOverTime>;

interface PlottedValue extends NamedValue {
  key: string;
  desired: string | null;
  observed: string | null;
}

interface Props {
  events: Stored[0];
  changes: Stored[1];
  values: readonly PlottedValue[];
  until: number;
}

/** What the shop showed beside what it should have shown, of one quantity or price. */
export function SidesPlot({ events, changes, values: all, until }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const values = useMemo(() => all.filter(({ kind }) => kind !== "content"), [all]);
  const [key, setKey] = useState(() => busiest(events, changes, values) ?? values[0]?.key ?? "");
  const now = values.find((value) => value.key === key) ?? values[0];
  const sides = useMemo(
    () => (now ? sidesOverTime(events, changes, now, until) : null),
    [events, changes, now, until],
  );
  const axis = now?.kind === "stock" ? "count" : "amount";
  const lines = useMemo((): PlotLine[] => {
    if (!sides) return [];
    return [
      { label: t("sides.shop"), look: "filled", axis, values: sides.shop },
      { label: t("sides.source"), look: "solid", axis, values: sides.source },
    ];
  }, [sides, axis, t]);
  if (!now || !sides || sides.times.length < 3) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("sku.plot")}
        </Text>
        {values.length > 1 ? (
          <Select
            label={t("drift.value")}
            labelHidden
            options={values.map((value) => ({
              label: placeInWords(value, t, format),
              value: value.key,
            }))}
            value={now.key}
            onChange={setKey}
          />
        ) : null}
        <Plot
          key={now.key}
          caption={`${t("sku.plot")}: ${placeInWords(now, t, format)}`}
          times={sides.times}
          lines={lines}
          height={180}
        />
      </BlockStack>
    </Card>
  );
}

/** The value that has moved most. */
function busiest(
  events: Props["events"],
  changes: Props["changes"],
  values: readonly PlottedValue[],
): string | null {
  const counts = new Map<string, number>();
  for (const { kind, place } of [...events, ...changes]) {
    const key = values.find((value) => value.kind === kind && value.place === place)?.key;
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
