import { useEffect } from "react";
import type { Problem } from "../../parts/field-problem.ts";

/** Whoever cannot see the whole form is led to the first field that needs another look. Fields are found by their id. */
export function useFocusOnFirst(problems: readonly Problem[]): void {
  useEffect(() => {
    const fields = problems.map(({ field }) => field && document.getElementById(field));
    fields.find((field) => field !== null && field !== "")?.focus();
  }, [problems]);
}
