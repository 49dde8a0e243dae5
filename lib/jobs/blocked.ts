import { NO_HISTORY } from "../domain/history.ts";
import { NO_LEDGER, type Notice } from "../domain/notice.ts";
import { directoryOf } from "../domain/recipients.ts";
import { isWorkday } from "../domain/working-days.ts";
import type { PortError } from "../ports/port-error.ts";
import type { RunRecord, Store, StoreLock } from "../ports/store.ts";
import { rebuildSnapshot } from "../registry/history-rows.ts";
import { portErrorWords } from "../views/refusals.ts";
import { readAll } from "./assess.ts";
import { deliver } from "./deliver.ts";
import { NO_MAILER } from "./delivering.ts";
import { letterWriter } from "./letter-writer.ts";
import type { MessageOutcome, Outside, RunRequest } from "./outside.ts";
import { blockedNotices } from "./owed-admin.ts";

/** A workbook that stays open over two runs in a row is no accident any more: the admins are told, and nobody else. */
export async function reportBlocked(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  records: readonly RunRecord[],
  error: PortError,
): Promise<readonly MessageOutcome[]> {
  if (!(await wasBlockedBefore(outside, records, error))) return [];
  const past = await outside.store.readingAt(outside.workbook, outside.now());
  if (past === null) return [];
  const { reading, books } = readAll([rebuildSnapshot(outside.workbook, past.tabs)], request.asOf);
  const directory = directoryOf(reading.registry, request.asOf);
  const notices = blockedNotices(directory, request.asOf, portErrorWords(error.code, error.facts));
  const { store, now: clock, composeMail, mail, wait, chance, mailer, onStep } = outside;
  await store.recordNotices(lock.token, [], notices, clock());
  const report = await deliver({
    store: only(store, notices),
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

/** Jobs due together are one occasion: what counts is the run before them. */
async function wasBlockedBefore({ store }: Outside, records: readonly RunRecord[], error: PortError): Promise<boolean> {
  const present = new Set(records.map(({ runId }) => runId));
  const before = (await store.runs()).find(({ runId }) => !present.has(runId));
  return before?.error === error.code;
}

/** The same store with nothing owed but these. */
function only(store: Store, notices: readonly Notice[]): Store {
  const keys = new Set(notices.map(({ key }) => key));
  return { ...store, notices: async (options) => (await store.notices(options)).filter(({ key }) => keys.has(key)) };
}
