/** When a shop does business, in its local time; days are 1 (Monday) to 7. */
export interface BusinessHours {
  from: string;
  until: string;
  days: readonly number[];
}

/** A moment in local time. */
export interface LocalMoment {
  /** Days since any fixed day. */
  day: number;
  /** 1 (Monday) to 7. */
  weekday: number;
  /** Since midnight. */
  minutes: number;
}

/** Business minutes between two moments. */
export function businessMinutes(since: LocalMoment, until: LocalMoment, hours: BusinessHours): number {
  const [opens, closes] = [minutesOf(hours.from), minutesOf(hours.until)];
  let sum = 0;
  for (let day = since.day; day <= until.day; day++) {
    const weekday = ((since.weekday - 1 + day - since.day) % 7) + 1;
    if (!hours.days.includes(weekday)) continue;
    const start = day === since.day ? Math.max(opens, since.minutes) : opens;
    const end = day === until.day ? Math.min(closes, until.minutes) : closes;
    sum += Math.max(0, end - start);
  }
  return sum;
}

/** "08:30", from 00:00 to 24:00. */
export function isClock(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}

function minutesOf(clock: string): number {
  const [hour = "0", minute = "0"] = clock.split(":");
  return Number(hour) * 60 + Number(minute);
}
