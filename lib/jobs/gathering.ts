import type { PlainDate } from "../domain/dates.ts";
import { PortError } from "../ports/port-error.ts";
import type { Spreadsheet, WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { StoreLock } from "../ports/store.ts";
import { wantedTitle } from "../registry/reading.ts";
import { refuseSecrets } from "../registry/secrecy.ts";
import { listedWorkbooks } from "../registry/workbook-list.ts";
import { believed, isForeign } from "./foreign-store.ts";
import type { DueJob, Outside } from "./outside.ts";
import { type Answer, type Crew, isComplete, newestRound, type PartTask, type Round, rememberRound } from "./round.ts";

/** So many workbooks in 分表 are read by workers; fewer are read and written within the minute's quota and a little by the run itself. */
const MANY = 40;

/** So long workers have: the quota's time for some 800 workbooks. A message that found them at it comes again a minute later. Milliseconds. */
export const PATIENCE = 900_000;
/** What was read so long before is not judged any more. Milliseconds. */
const KEEPS = 3_600_000;

/** The runs that are due, and the message that brings them back. */
export interface Occasion {
  readonly asOf: PlainDate;
  readonly jobs: readonly DueJob[];
  readonly wake: object;
}

/**
 * What a run reads its workbooks from. "gathering": workers are at it, and the last of them, or the deadline, brings the occasion back; then the workbooks
 * are as they answered, and those that did not are unread. Below so many it is the outside itself. "busy": another run is at work. Throws SecrecyError, PortError.
 */
export async function gathered(
  outside: Outside,
  crew: Crew,
  occasion: Occasion,
): Promise<Outside | "gathering" | "busy"> {
  const lock = await outside.store.lock();
  if ("heldBy" in lock) return "busy";
  try {
    const round = await openRound(outside);
    if (round === null) return await begin(outside, crew, occasion, lock);
    const over = sinceBegun(round, outside) >= PATIENCE;
    return over || (await isComplete(crew, round)) ? asAnswered(outside, crew, round) : "gathering";
  } finally {
    await lock.release();
  }
}

const sinceBegun = ({ begun }: Round, { now }: Outside): number => Date.parse(now()) - Date.parse(begun);

/** A round whose messages did not all leave is begun again, and so is one whose workbooks another run has written since. */
async function openRound(outside: Outside): Promise<Round | null> {
  const { store } = outside;
  const round = await newestRound(store);
  if (!round?.sent || sinceBegun(round, outside) > KEEPS) return null;
  const others = (await store.runs()).filter(({ runKey }) => !round.keys.includes(runKey));
  return others.some(({ startedAt }) => startedAt > round.begun) ? null : round;
}

/** Of a day before the last applied one nothing is read: the run refuses it. */
async function begin(
  outside: Outside,
  crew: Crew,
  occasion: Occasion,
  lock: StoreLock,
): Promise<Outside | "gathering"> {
  const { store, spreadsheet } = outside;
  if ((await store.runs()).some(({ state, asOf }) => state === "done" && asOf > occasion.asOf)) return outside;
  const snapshot = await spreadsheet.read(wantedTitle);
  refuseSecrets(snapshot);
  const books = listedWorkbooks(snapshot);
  const { standing } = await believed(outside, snapshot);
  if (books.length < MANY || isForeign(standing))
    return { ...outside, spreadsheet: alreadyRead(spreadsheet, snapshot) };
  const keys = occasion.jobs.map(({ runKey }) => runKey);
  const round = { number: lock.token, begun: outside.now(), books, keys, wake: occasion.wake, sent: false };
  await ask(outside, crew, round, lock);
  return "gathering";
}

/** Remembered before the first message, since a worker looks for it. */
async function ask({ store }: Outside, { parts }: Crew, round: Round, lock: StoreLock): Promise<void> {
  await rememberRound(store, lock, round);
  await parts.send(round.books.map((_, place): PartTask => ({ do: "read", round: round.number, place })));
  await rememberRound(store, lock, { ...round, sent: true });
}

/** The first reading was done to see how many there are. */
function alreadyRead(spreadsheet: Spreadsheet, snapshot: WorkbookSnapshot): Spreadsheet {
  let first: WorkbookSnapshot | null = snapshot;
  return {
    ...spreadsheet,
    read: async (wanted) => {
      const found = first ?? (await spreadsheet.read(wanted));
      first = null;
      return found;
    },
  };
}

/** A workbook that came into 分表, or moved, since the round began is opened as ever. */
const asAnswered = (outside: Outside, crew: Crew, round: Round): Outside => ({
  ...outside,
  openWorkbook: (address, name) => {
    const place = round.books.findIndex((one) => one.name === name && one.address === address);
    return place < 0 ? outside.openWorkbook(address, name) : answered(crew, round, place);
  },
});

const answered = ({ answers, relay, parts }: Crew, { number, books }: Round, place: number): Spreadsheet =>
  relay.open(books[place]!.name, {
    reading: async () => {
      const answer = await answers.get<Answer>(number, "reading", place);
      if (answer === null) throw new PortError("workbook-unanswered", {}, { retryable: true });
      if ("error" in answer) throw new PortError(answer.error, answer.facts, { retryable: false });
      return answer.reading;
    },
    leave: async (batch) => {
      await answers.put(number, "batch", place, batch);
      await parts.send([{ do: "write", round: number, place } satisfies PartTask]);
    },
  });
