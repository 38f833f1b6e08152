import { useMemo } from "react";
import { currencyDigits, parseMoney } from "#app/core/money.ts";
import { useShopFacts } from "./shop-facts.tsx";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shares that round to "100 %" or "0 %" but are not exactly that are shown one step away from it. */
const SHARE_STEP = 0.001;

/** Numbers and times in the words of the person's language and the shop's time zone. */
export function formats(locale: string, timeZone: string) {
  const whole = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const exact = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "medium" });
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "short" });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" });
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const long = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  // Narrow Norwegian is "-5 min", which reads as a quantity.
  const style = locale.startsWith("nb") ? "short" : "narrow";
  const narrow = new Intl.RelativeTimeFormat(locale, { numeric: "always", style });
  const unit = (name: string, width: "long" | "short") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: width });

  return {
    number: (value: number) => whole.format(value),
    signed: (value: number) => signed.format(value),
    ...values(locale),
    share(part: number, total: number) {
      if (total === 0) return share.format(0);
      const ratio = part / total;
      if (part < total && ratio > 1 - SHARE_STEP) return share.format(1 - SHARE_STEP);
      if (part > 0 && ratio < SHARE_STEP) return share.format(SHARE_STEP);
      return share.format(ratio);
    },
    exact: (iso: string) => exact.format(new Date(iso)),
    clock: (iso: string) => clock.format(new Date(iso)),
    day: (iso: string) => day.format(new Date(iso)),
    moment: (iso: string) => moment.format(new Date(iso)),
    /** The day of the week, of a time in UTC. */
    weekday: (iso: string) => weekday.format(new Date(iso)),
    /** Relative under a day, a date beyond. */
    ago(iso: string, now: number, style: "long" | "narrow" = "narrow") {
      const past = Math.max(0, now - Date.parse(iso));
      if (past >= DAY) return moment.format(new Date(iso));
      const [value, name] = inUnits(past);
      return (style === "long" ? long : narrow).format(-value, name);
    },
    /** How far in the future, or null when it is due. */
    until(iso: string, now: number) {
      const left = Date.parse(iso) - now;
      if (left < SECOND) return null;
      const [value, name] = inUnits(left);
      return narrow.format(value, name);
    },
    duration(ms: number, width: "long" | "short" = "short") {
      if (ms < SECOND) return unit("millisecond", width).format(Math.round(ms));
      const [value, name] = inUnits(ms);
      return unit(name, width).format(value);
    },
  };
}

/** Prices and other kinds of values, in the words of a language. */
function values(locale: string) {
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const language = new Intl.DisplayNames(locale, { type: "language" });
  const region = new Intl.DisplayNames(locale, { type: "region" });

  return {
    /** "12.50 EUR" as people there write it; exact, because Intl reads decimals from text. */
    money(text: string) {
      const read = parseMoney(text);
      if (!read) return text;
      const { amount, currency } = read;
      const digits = currencyDigits(currency);
      const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(locale, { style: "currency", currency, ...shown }).format(
        amount as `${number}`,
      );
    },
    /** A change as a share of the old value, with its sign. */
    move: (from: number, to: number) => percent.format((to - from) / from),
    language: (code: string) => language.of(code) ?? code,
    region: (code: string) => (/^[A-Za-z]{2}$/.test(code) ? (region.of(code.toUpperCase()) ?? code) : code),
    measure: (value: number, name: "gram" | "kilogram" | "pound" | "ounce") =>
      new Intl.NumberFormat(locale, { style: "unit", unit: name, maximumFractionDigits: 3 }).format(value),
  };
}

export function useFormat() {
  const { locale, timeZone } = useShopFacts();
  return useMemo(() => formats(locale, timeZone), [locale, timeZone]);
}

function inUnits(ms: number): [number, "second" | "minute" | "hour" | "day"] {
  if (ms < MINUTE) return [Math.floor(ms / SECOND), "second"];
  if (ms < HOUR) return [Math.floor(ms / MINUTE), "minute"];
  if (ms < DAY) return [Math.floor(ms / HOUR), "hour"];
  return [Math.floor(ms / DAY), "day"];
}
