import type { Notice, NoticeRecord } from "../domain/notice.ts";
import { directoryOf } from "../domain/recipients.ts";
import { boardLinks, unsigned } from "./board-links.ts";
import type { Decided } from "./decide.ts";
import { letterWriter } from "./letter-writer.ts";
import { type LettersDue, lettersDue } from "./letters-due.ts";
import { allowedOf, waitingOutcome } from "./letters-kept.ts";
import type { MessageOutcome, Outside, RunRequest } from "./outside.ts";
import { staleNotes } from "./stale-notes.ts";

/** The letters that would leave: what is owed and not told, one per person. */
export async function lettersShown(
  request: RunRequest,
  outside: Outside,
  decided: Decided,
): Promise<readonly MessageOutcome[]> {
  const { present, plans } = decided;
  const notices = plans.flatMap((plan) => plan.notices);
  const owed = notices.filter(({ key }) => present.ledger.notices.get(key)?.state !== "sent");
  const directory = directoryOf(present.reading.registry, request.asOf);
  const write = letterWriter({
    asOf: request.asOf,
    readAt: decided.readAt,
    directory,
    notices,
    ledger: present.ledger,
    history: present.history,
    stale: staleNotes(present),
    boardOf: boardLinks(unsigned(outside.links), present.book, directory),
    writeWorkbook: outside.writeWorkbook,
    document: outside.document,
    draftFile: async () => null,
    calculation: async () => null,
  });
  const { due, waiting } = await whoGetsOne(request, outside, decided, owed);
  const messages: MessageOutcome[] = [];
  for (const { recipient: to, notices, repeats } of due) {
    const letter = await write(to, notices, { mayRepeat: repeats.length > 0 });
    if (letter.carried.length > 0)
      messages.push({ key: "", to, subject: letter.subject, state: "owed", text: letter.text });
  }
  return [...messages, ...waiting.flatMap((one) => waitingOutcome(one, false))].sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** By the same rules as a real run; with no domain allowed at all the letters are shown, and a remark says that they stay. */
async function whoGetsOne(
  { asOf, knownAt }: RunRequest,
  outside: Outside,
  { present, readAt }: Decided,
  owed: readonly Notice[],
): Promise<LettersDue> {
  const { store } = outside;
  const messages = [
    ...(await store.messages({ day: asOf, withRaw: false })),
    ...(await store.messages({ states: ["uncertain"], withRaw: false })).filter(({ day }) => day !== asOf),
  ].filter(({ createdAt }) => knownAt === null || createdAt <= knownAt);
  const domains = allowedOf(outside);
  return lettersDue({
    notices: owed.map((notice) => asRecord(notice, readAt)),
    messages,
    day: asOf,
    allowed: domains.length > 0 ? domains : owed.map(({ recipient }) => recipient.slice(recipient.indexOf("@") + 1)),
    bounces: present.ledger.bounces,
    policy: "resend-marked",
  });
}

const asRecord = (notice: Notice, at: string): NoticeRecord => ({
  ...notice,
  state: "owed",
  firstOwed: at,
  changedAt: at,
  messageId: "",
});
