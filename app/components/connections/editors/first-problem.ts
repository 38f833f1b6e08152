import { useEffect } from "react";
import type { Problem } from "../../parts/field-problem.ts";

/** Focuses the first field with a problem, for people who cannot see the whole form. Fields are found by their id. */
export function useFocusOnFirst(problems: readonly Problem[]): void {
  useEffect(() => {
    const fields = problems.map(({ field }) => field && document.getElementById(field));
    fields.find((field) => field !== null && field !== "")?.focus();
  }, [problems]);
}
