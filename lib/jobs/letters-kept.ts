import { isWorkday } from "../domain/working-days.ts";
import { bounceWords } from "../views/bounce-words.ts";
import type { Decided } from "./decide.ts";
import type { Waiting } from "./letters-due.ts";
import type { MessageOutcome, Outside, Remark, RunRequest } from "./outside.ts";

/** Without a mailer nobody is an allowed recipient. */
export const allowedOf = ({ mailer, mail }: Pick<Outside, "mailer" | "mail">): readonly string[] =>
  mailer === null ? [] : mail.allowedDomains;

/** Letters nobody wrote, and why: what was settled today already is not told again. */
export function waitingOutcome({ recipient, because, bounce }: Waiting, noDomains: boolean): readonly MessageOutcome[] {
  if (because === "sent-today" || because === "refused-today") return [];
  const told = { key: "", to: recipient, subject: "" };
  if (bounce !== undefined) return [{ ...told, state: "refused", detail: bounceWords(bounce) }];
  return [{ ...told, state: because === "not-allowed" && !noDomains ? "not-allowed" : "owed" }];
}

/** Why nothing leaves at all. */
export function mailRemarks({ asOf }: RunRequest, outside: Outside, { present }: Decided): readonly Remark[] {
  const none: readonly Remark[] = allowedOf(outside).length > 0 ? [] : [{ code: noMailCode(outside), facts: {} }];
  return isWorkday(present.calendar, asOf) ? none : [...none, { code: "rest-day", facts: { day: asOf } }];
}

const noMailCode = ({ mailer }: Outside): string => (mailer === null ? "no-mail" : "no-domains");
