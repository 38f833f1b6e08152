import Big from "big.js";
import { z } from "zod";

/** Longer ones are no amounts, and a large exponent would unfold to gigabytes of zeros. */
const DECIMAL_MAX = 100;

/** Tryton's JSON has types of its own. A decimal number never becomes a float on its way. */
export const Decimal = z
  .object({
    __class__: z.literal("Decimal"),
    decimal: z
      .string()
      .max(DECIMAL_MAX)
      .regex(/^-?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/),
  })
  .transform(({ decimal }) => new Big(decimal).toFixed());

export function toDecimal(text: string) {
  return { __class__: "Decimal", decimal: new Big(text).toFixed() };
}

const day = { year: z.number(), month: z.number(), day: z.number() };

/** A day as "2026-11-21". */
export const Day = z
  .object({ __class__: z.literal("date"), ...day })
  .transform((value) => `${digits(value.year, 4)}-${digits(value.month, 2)}-${digits(value.day, 2)}`);

export function toDay(text: string) {
  const [year, month, date] = text.split("-").map(Number);
  return { __class__: "date", year, month, day: date };
}

/** A time as ISO text with microseconds, which sorts by time; always UTC. */
export const Time = z
  .object({
    __class__: z.literal("datetime"),
    ...day,
    hour: z.number(),
    minute: z.number(),
    second: z.number(),
    microsecond: z.number(),
  })
  .transform(
    (value) =>
      `${digits(value.year, 4)}-${digits(value.month, 2)}-${digits(value.day, 2)}T${digits(value.hour, 2)}:` +
      `${digits(value.minute, 2)}:${digits(value.second, 2)}.${digits(value.microsecond, 6)}Z`,
  );

export function toTime(epochMs: number) {
  const at = new Date(epochMs);
  return {
    __class__: "datetime",
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: at.getUTCMilliseconds() * 1000,
  };
}

/**
 * A day as a moment: noon in UTC falls on that day nearly everywhere, and Tryton does not say more.
 */
export function noonOf(text: string): Date {
  return new Date(`${text}T12:00:00Z`);
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, "0");
}
