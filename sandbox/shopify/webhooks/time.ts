/** A time as webhook bodies give it: without fractions of a second, with an offset. */
export function time(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "+00:00");
}
