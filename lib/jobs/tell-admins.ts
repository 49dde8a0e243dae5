import { NO_HISTORY } from "../domain/history.ts";
import { NO_LEDGER, type Notice } from "../domain/notice.ts";
import { type Directory, directoryOf } from "../domain/recipients.ts";
import { isWorkday } from "../domain/working-days.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import { rebuildSnapshot } from "../registry/history-rows.ts";
import { readAll } from "./assess.ts";
import { deliver } from "./deliver.ts";
import { NO_MAILER } from "./delivering.ts";
import { letterWriter } from "./letter-writer.ts";
import type { MessageOutcome, Outside, RunRequest } from "./outside.ts";

/** A word to the admins when the workbook cannot be read or written now: who they are is known from the last reading. Nobody else is mailed. */
export async function tellAdmins(
  { asOf }: Pick<RunRequest, "asOf">,
  outside: Outside,
  lock: StoreLock,
  owed: (directory: Directory) => readonly Notice[],
): Promise<readonly MessageOutcome[]> {
  const past = await outside.store.readingAt(outside.workbook, outside.now());
  if (past === null) return [];
  const { reading, books } = readAll([rebuildSnapshot(outside.workbook, past.tabs)], asOf);
  const directory = directoryOf(reading.registry, asOf);
  const notices = owed(directory);
  const { store, now: clock, composeMail, mail, wait, chance, mailer, onStep } = outside;
  await store.recordNotices(lock.token, [], notices, clock());
  const report = await deliver({
    store: only(store, notices),
    token: lock.token,
    mailer: mailer ?? NO_MAILER,
    composeMail,
    ...mail,
    allowedDomains: mailer === null ? [] : mail.allowedDomains,
    day: asOf,
    deliverToday: isWorkday(books.calendar, asOf),
    policy: "resend-marked",
    writeLetter: letterWriter({
      asOf,
      readAt: past.at,
      directory,
      notices: [],
      ledger: NO_LEDGER,
      history: NO_HISTORY,
      writeWorkbook: outside.writeWorkbook,
      document: outside.document,
      draftFile: async () => null,
      calculation: async () => null,
    }),
    now: clock,
    wait,
    chance,
    onStep,
  });
  return report.messages;
}

/** The same store with nothing owed but these. */
function only(store: Store, notices: readonly Notice[]): Store {
  const keys = new Set(notices.map(({ key }) => key));
  return { ...store, notices: async (options) => (await store.notices(options)).filter(({ key }) => keys.has(key)) };
}
