import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { PlotProps } from "./plot-line.ts";
import type { PlotLine } from "./plot-line.ts";

/** Draws with uPlot; loaded only on pages with a plot, after the first paint. */
export function UplotChart(props: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const { times, lines, height, locale, timeZone } = props;
  const shape = JSON.stringify([
    lines.map(({ label, look, axis }) => [label, look, axis]),
    height,
    locale,
    timeZone,
  ]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const plot = new uPlot(options(props, element.clientWidth), table(times, lines), element);
    chart.current = plot;
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
      chart.current = null;
    };
    // The chart is rebuilt only when its shape changes; new numbers go through setData below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape]);

  useEffect(() => {
    chart.current?.setData(table(times, lines));
  }, [times, lines]);

  return <div ref={host} aria-hidden="true" style={{ height }} />;
}

function table(times: readonly number[], lines: readonly PlotLine[]): uPlot.AlignedData {
  return [times.map((ms) => ms / 1000), ...lines.map(({ values }) => [...values])] as uPlot.AlignedData;
}

function options({ lines, height, locale, timeZone }: PlotProps, width: number): uPlot.Options {
  const label = new Intl.NumberFormat(locale, { notation: "compact" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const amount = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const money = lines.some(({ axis }) => axis === "amount");
  const second = lines.some(({ axis }) => axis === "share");
  const axis = { stroke: "#616161", grid: { stroke: "#ebebeb", width: 1 }, ticks: { show: false } };
  const onShare = { ...axis, side: 1 as const, scale: "share", grid: { show: false }, size: 56 };
  return {
    width,
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    scales: {
      count: { range: (_plot, low, high) => [Math.min(0, low), Math.max(4, Math.ceil(high * 1.15))] },
      amount: { range: (_plot, low, high) => [Math.max(0, low * 0.9), Math.max(high * 1.1, low + 1)] },
      share: { range: (_plot, low) => [Math.max(0, Math.min(0.9, low - 0.05)), 1] },
    },
    axes: [
      {
        ...axis,
        size: 30,
        space: 90,
        incrs: TIME_STEPS_S,
        grid: { show: false },
        values: clockLabels(locale, timeZone),
      },
      money
        ? {
            ...axis,
            scale: "amount",
            size: 60,
            values: (_plot, splits) => splits.map((n) => amount.format(n)),
          }
        : { ...axis, scale: "count", size: 44, values: (_plot, splits) => splits.map(wholeOnly(label)) },
      ...(second
        ? [{ ...onShare, values: (_plot: uPlot, splits: number[]) => splits.map((n) => percent.format(n)) }]
        : []),
    ],
    series: [{}, ...lines.map(series)],
  };
}

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const TIME_STEPS_S = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_S),
  ...[1, 2, 3, 4, 6, 12, 24, 48, 120, 240].map((hours) => hours * HOUR_S),
];

function wholeOnly(format: Intl.NumberFormat) {
  return (n: number) => (Number.isInteger(n) ? format.format(n) : "");
}

/** Hours within a day and dates beyond, in the shop's zone. */
function clockLabels(locale: string, timeZone: string) {
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "short" });
  return (_plot: uPlot, splits: number[]) => {
    const span = (splits.at(-1) ?? 0) - (splits[0] ?? 0);
    const format = span > 36 * 60 * 60 ? day : clock;
    return splits.map((seconds) => format.format(new Date(seconds * 1000)));
  };
}

// Each look differs in more than its color: filled or not, hatched or plain, solid or dashed.
function series({ label, look, axis }: PlotLine): uPlot.Series {
  const step = uPlot.paths.stepped?.({ align: 1 });
  const base: uPlot.Series = {
    label,
    scale: axis,
    width: 2,
    points: { show: false },
    ...(step ? { paths: step } : {}),
  };
  switch (look) {
    case "filled":
      return { ...base, stroke: "#005bd3", fill: "rgba(0, 91, 211, 0.18)" };
    case "hatched":
      return { ...base, stroke: "#b98900", fill: (plot) => hatch(plot.ctx), dash: [6, 3] };
    case "dashed":
      return { ...base, stroke: "#29845a", dash: [2, 4] };
    case "solid":
      return { ...base, stroke: "#303030" };
  }
}

function hatch(context: CanvasRenderingContext2D): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  if (!pen) return "rgba(185, 137, 0, 0.2)";
  pen.strokeStyle = "rgba(185, 137, 0, 0.55)";
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(0, 8);
  pen.lineTo(8, 0);
  pen.stroke();
  return context.createPattern(tile, "repeat") ?? "rgba(185, 137, 0, 0.2)";
}
