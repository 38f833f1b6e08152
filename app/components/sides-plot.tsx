import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Plot, type PlotLine } from "./plot.tsx";
import { sidesOverTime } from "./timeline-entries.ts";

type Stored = Parameters<typeof sidesOverTime>;

interface Props {
  events: Stored[0];
  changes: Stored[1];
  values: readonly { place: string; location: string; desired: number | null; observed: number | null }[];
  until: number;
}

/** What the shop showed beside what it should have shown, at one location. */
export function SidesPlot({ events, changes, values, until }: Props) {
  const { t } = useTranslation();
  const [place, setPlace] = useState(() => busiest(events, changes) ?? values[0]?.place ?? "");
  const now = values.find((value) => value.place === place) ?? values[0];
  const sides = useMemo(
    () => (now ? sidesOverTime(events, changes, now, until) : null),
    [events, changes, now, until],
  );
  const lines = useMemo((): PlotLine[] => {
    if (!sides) return [];
    return [
      { label: t("sides.shop"), look: "filled", axis: "count", values: sides.shop },
      { label: t("sides.source"), look: "solid", axis: "count", values: sides.source },
    ];
  }, [sides, t]);
  if (!sides || sides.times.length < 3) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("sku.plot")}
        </Text>
        {values.length > 1 ? (
          <Select
            label={t("drift.location")}
            labelInline
            options={values.map((value) => ({ label: value.location, value: value.place }))}
            value={place}
            onChange={setPlace}
          />
        ) : null}
        <Plot caption={t("sku.plot")} times={sides.times} lines={lines} height={180} />
      </BlockStack>
    </Card>
  );
}

/** The location where most has happened. */
function busiest(events: Props["events"], changes: Props["changes"]): string | null {
  const counts = new Map<string, number>();
  for (const { place } of [...events, ...changes]) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
