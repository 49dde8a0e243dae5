import { lastDayOf, monthOf, type PlainDate } from "../../lib/domain/dates.ts";

/** Tells of every month that is over how long it took and what memory stands at, on the console alone: 3月：31 天，4.1 秒，内存 210 MB. */
export function monthWatch(say: (text: string) => void, to: PlainDate): (day: PlainDate) => void {
  let begun = performance.now();
  let days = 0;
  return (day) => {
    days += 1;
    if (day !== lastDayOf(monthOf(day)) && day !== to) return;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const memory = Math.round(process.memoryUsage().rss / 1_000_000);
    say(`${day.slice(0, 4)}年${Number(day.slice(5, 7))}月：${days} 天，${seconds} 秒，内存 ${memory} MB`);
    begun = performance.now();
    days = 0;
  };
}
