export type PlotLook = "filled" | "hatched" | "dashed" | "solid";

export interface PlotLine {
  label: string;
  look: PlotLook;
  /** Amounts are money of one currency, which the page names. */
  axis: "count" | "share" | "amount";
  values: readonly (number | null)[];
}

export interface PlotProps {
  /** Epoch milliseconds, ascending. */
  times: readonly number[];
  lines: readonly PlotLine[];
  height: number;
  locale: string;
  timeZone: string;
}
