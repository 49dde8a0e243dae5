import type { MessageRecord } from "../../domain/notice.ts";
import { addresseeOf, type Directory } from "../../domain/recipients.ts";
import type { Calendar } from "../../domain/working-days.ts";
import { isWorkday } from "../../domain/working-days.ts";
import type { MailFacts, RehearsalFault } from "../../views/rehearsal/facts.ts";

type Sent = Pick<MessageRecord, "recipient" | "day" | "noticeKeys">;

/** Letters over all days: how many a person had on one, how many lay on rest days, and whose box is the fullest. */
export function mailFacts(sent: readonly Sent[], calendar: Calendar, directory: Directory): MailFacts {
  const boxes = [...Map.groupBy(sent, ({ recipient }) => recipient)];
  const onADay = [...Map.groupBy(sent, ({ recipient, day }) => `${recipient} ${day}`).values()];
  const fullest = boxes.toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0];
  return {
    sent: sent.length,
    people: boxes.length,
    mostOnADay: Math.max(0, ...onADay.map((letters) => letters.length)),
    onRestDays: sent.filter(({ day }) => !isWorkday(calendar, day)).length,
    largest: fullest === undefined ? null : { ...whoseBox(directory, fullest[0]), letters: fullest[1].length },
  };
}

function whoseBox(directory: Directory, address: string) {
  const { unit, title } = addresseeOf(directory, address);
  return { unit, title: title ?? "" };
}

/** Nobody has two letters on a day or any on a rest day, and nothing is told twice. */
export function mailFaults(sent: readonly Sent[], calendar: Calendar): readonly RehearsalFault[] {
  const fault = (code: RehearsalFault["code"], what: string, day: string): RehearsalFault => ({ code, what, day });
  const rested = sent.filter(({ day }) => !isWorkday(calendar, day));
  return [
    ...doubled(sent.map(({ recipient, day }) => `${day} ${recipient}`)).map((one) =>
      fault("two-mails", one.slice(11), one.slice(0, 10)),
    ),
    ...rested.map(({ recipient, day }) => fault("rest-day", recipient, day)),
    ...doubled(sent.flatMap(({ noticeKeys }) => noticeKeys)).map((key) => fault("told-twice", key, "")),
  ];
}

const doubled = (keys: readonly string[]): readonly string[] =>
  [...Map.groupBy(keys, (key) => key)].filter(([, same]) => same.length > 1).map(([key]) => key);
