import type { ReactNode } from "react";

/** One line of a receipt as it is printed. */

export interface LineFace {
  label: string;
  figure: string;
  note: ReactNode;
}
