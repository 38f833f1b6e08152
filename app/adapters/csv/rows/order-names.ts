/** What the files of one order are called: safe on every file system, and different for different keys. */
export function stemOf(key: string): string {
  return `order-${safe(key)}`;
}

/** A slash in the key becomes an underscore; any other sign that a name cannot hold becomes its number. */
export function safe(key: string): string {
  return key.replace(/[^A-Za-z0-9.-]/g, (sign) =>
    sign === "/" ? "_" : `~${sign.codePointAt(0)?.toString(16)}~`,
  );
}
