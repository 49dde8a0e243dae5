import { PortError } from "../ports/port-error.ts";
import type { Relay } from "../ports/relay.ts";
import { wantedTitle } from "../registry/reading.ts";
import { refuseSecrets } from "../registry/secrecy.ts";
import type { ListedWorkbook } from "../registry/workbook-list.ts";
import type { Outside } from "./outside.ts";
import { type Answer, type Crew, isComplete, newestRound, type PartTask } from "./round.ts";
import { unlessRefused } from "./workbooks.ts";

/**
 * What a worker did; `error` says why not more. `outdated`: of a round that is no more, or nothing was left to send. `outrun`: somebody of ours has written the
 * workbook since it was read. `refused`: Google will not take it. Both are left to the next run.
 */
export interface PartDone {
  readonly part: "read" | "unread" | "written" | "outdated" | "outrun" | "refused";
  readonly error?: string;
}

/** One message of a round. Whoever answers last begins the run, and so does whoever finds all answers there: the one before may have died. Throws PortError. */
export async function takePart(task: PartTask, { store }: Pick<Outside, "store">, crew: Crew): Promise<PartDone> {
  const round = await newestRound(store);
  const book = round?.number === task.round ? round.books[task.place] : undefined;
  if (round === null || book === undefined) return { part: "outdated" };
  if (task.do === "write") return send(task, book, crew);
  const answer = await answerOf(task, book, crew);
  if (await isComplete(crew, round)) await crew.runs.send([round.wake]);
  return "error" in answer ? { part: "unread", error: answer.error } : { part: "read" };
}

/** Asked once in a round, however often the message comes. */
async function answerOf({ round, place }: PartTask, book: ListedWorkbook, { answers, relay }: Crew): Promise<Answer> {
  const known = await answers.get<Answer>(round, "reading", place);
  const answer = known ?? (await ask(book, relay));
  await answers.put(round, "reading", place, answer);
  return answer;
}

const ask = ({ name, address }: ListedWorkbook, relay: Relay): Promise<Answer> =>
  unlessRefused(address, async () => {
    const { snapshot, reading } = await relay.read(address, name, wantedTitle);
    refuseSecrets(snapshot);
    return { reading };
  });

async function send({ round, place }: PartTask, { name, address }: ListedWorkbook, crew: Crew): Promise<PartDone> {
  const batch = await crew.answers.get(round, "batch", place);
  if (batch === null) return { part: "outdated" };
  try {
    await crew.relay.send(address, name, batch);
    return { part: "written" };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    if (error.code === "workbook-changed") return { part: "outrun" };
    if (error.retryable) throw error;
    return { part: "refused", error: error.code };
  }
}
