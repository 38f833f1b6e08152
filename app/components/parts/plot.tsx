import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";
import { useShopFacts } from "./shop-facts.tsx";
import type { PlotLine, PlotLook } from "./plot-line.ts";

const UplotChart = lazy(async () => ({ default: (await import("./uplot-chart.tsx")).UplotChart }));

/** Nobody listens to more rows than this; the table then names every n-th moment. */
const TABLE_ROWS = 24;

// A server cannot draw on a canvas, and the browser must first agree with what the server sent.
const subscribeNever = () => () => {};

interface Props {
  caption: string;
  times: readonly number[];
  lines: readonly PlotLine[];
  height?: number;
}

/** A plot over time with its legend, and the same figures as a table for those who do not see it. */
export function Plot({ caption, times, lines, height = 220 }: Props) {
  const { locale, timeZone } = useShopFacts();
  const mounted = useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );
  return (
    <BlockStack gap="200">
      <InlineStack gap="400">
        {lines.map((line) => (
          <InlineStack gap="150" blockAlign="center" key={line.label}>
            <Swatch look={line.look} />
            <Text as="span" variant="bodySm" tone="subdued">
              {line.label}
            </Text>
          </InlineStack>
        ))}
      </InlineStack>
      <div style={{ minHeight: height }}>
        {mounted ? (
          <Suspense fallback={null}>
            <UplotChart times={times} lines={lines} height={height} locale={locale} timeZone={timeZone} />
          </Suspense>
        ) : null}
      </div>
      <FigureTable caption={caption} times={times} lines={lines} />
    </BlockStack>
  );
}

function FigureTable({ caption, times, lines }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const every = Math.max(1, Math.ceil(times.length / TABLE_ROWS));
  return (
    <div style={hidden}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("plot.time")}</th>
            {lines.map(({ label }) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((time, index) =>
            (times.length - 1 - index) % every === 0 ? (
              <tr key={time}>
                <th scope="row">{format.moment(new Date(time).toISOString())}</th>
                {lines.map((line) => (
                  <td key={line.label}>{figure(line, line.values[index], format)}</td>
                ))}
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </div>
  );
}

function figure(
  line: PlotLine,
  value: number | null | undefined,
  format: ReturnType<typeof useFormat>,
): string {
  if (value === null || value === undefined) return "–";
  return line.axis === "share" ? format.share(value, 1) : format.number(value);
}

function Swatch({ look }: { look: PlotLook }) {
  const line = {
    solid: ["#303030", "0"],
    dashed: ["#29845a", "2 4"],
    filled: ["#005bd3", "0"],
    hatched: ["#b98900", "6 3"],
  };
  const [color, dash] = line[look];
  return (
    <svg width="22" height="12" aria-hidden="true">
      {look === "filled" ? <rect y="2" width="22" height="10" fill="rgba(0, 91, 211, 0.18)" /> : null}
      {look === "hatched" ? (
        <path d="M0 12L8 2M7 12L15 2M14 12L22 2" stroke="rgba(185, 137, 0, 0.6)" />
      ) : null}
      <path d="M0 2H22" stroke={color} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}

const hidden = {
  position: "absolute",
  width: 1,
  height: 1,
  overflow: "hidden",
  clip: "rect(0 0 0 0)",
  whiteSpace: "nowrap",
} as const;
