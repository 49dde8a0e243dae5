import { NO_HISTORY } from "../domain/history.ts";
import { NO_LEDGER } from "../domain/notice.ts";
import { directoryOf } from "../domain/recipients.ts";
import { isWorkday } from "../domain/working-days.ts";
import type { PortError } from "../ports/port-error.ts";
import type { StoreLock } from "../ports/store.ts";
import { rebuildSnapshot } from "../registry/history-rows.ts";
import { portErrorWords } from "../views/refusals.ts";
import { readAll } from "./assess.ts";
import { deliver } from "./deliver.ts";
import { NO_MAILER, RUN_KINDS } from "./delivering.ts";
import { letterWriter } from "./letter-writer.ts";
import type { MessageOutcome, Outside, RunRequest } from "./outside.ts";
import { adminNotices } from "./owed-admin.ts";
import { onlyKinds } from "./told.ts";

/** A workbook that stays open over two runs in a row is no accident any more: the admins are told, and nobody else. */
export async function reportBlocked(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  error: PortError,
): Promise<readonly MessageOutcome[]> {
  const [now, before] = await outside.store.runs({ limit: 2 });
  if (now?.error !== error.code || before?.error !== error.code) return [];
  const past = await outside.store.readingAt(outside.workbook, outside.now());
  if (past === null) return [];
  const { reading, books } = readAll([rebuildSnapshot(outside.workbook, past.tabs)], request.asOf);
  const directory = directoryOf(reading.registry, request.asOf);
  const remark = portErrorWords(error.code, error.facts);
  const job = request.jobs.map((one) => one.job).join("+");
  const facts = { directory, asOf: request.asOf, job: `${job}-blocked`, drafts: [], troubles: [], figures: {}, remark };
  const { store, now: clock, composeMail, mail, wait, chance, mailer, onStep } = outside;
  await store.recordNotices(lock.token, ["run-summary"], adminNotices(facts), clock());
  const report = await deliver({
    store: onlyKinds(store, RUN_KINDS),
    token: lock.token,
    mailer: mailer ?? NO_MAILER,
    composeMail,
    ...mail,
    allowedDomains: mailer === null ? [] : mail.allowedDomains,
    day: request.asOf,
    deliverToday: isWorkday(books.calendar, request.asOf),
    policy: "resend-marked",
    writeLetter: letterWriter({
      asOf: request.asOf,
      readAt: past.at,
      directory,
      notices: [],
      ledger: NO_LEDGER,
      history: NO_HISTORY,
      writeWorkbook: outside.writeWorkbook,
      draftFile: async () => null,
    }),
    now: clock,
    wait,
    chance,
    onStep,
  });
  return report.messages;
}
