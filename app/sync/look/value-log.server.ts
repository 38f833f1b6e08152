import { log } from "#app/log.ts";
import type { ValueKey } from "#app/store/values/observations.server.ts";
import { valueKey } from "./look.server.ts";

/**
 * Logs one debug line for each value and step, so that a value can be followed from decision to answer by its
 * `value`. Does nothing if that level is off.
 */
export function logValues<Row extends ValueKey>(
  shop: string,
  step: string,
  rows: readonly Row[],
  about: (row: Row, index: number) => object,
): void {
  if (!log.isLevelEnabled("debug")) return;
  rows.forEach((row, index) => log.debug({ shop, value: valueKey(row), ...about(row, index) }, step));
}
