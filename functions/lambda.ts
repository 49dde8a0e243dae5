import type { Answer } from "./lambda/answer.ts";
import { type QueueRecord, queueRecords, readBody, readEvent, type ScheduledEvent } from "./lambda/event.ts";
import { failureOf, RunError, runError } from "./lambda/failure.ts";
import { type Lifeline, lifeline, type TimeLeft } from "./lambda/lifeline.ts";

/** Records that shall be delivered again; the others of the batch are settled. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * EventBridge Scheduler, directly or through a queue: `{"job":"daily","scheduledTime":"<aws.scheduler.scheduled-time>"}`.
 * Throws RunError when the run shall be tried again; from a queue the message stays in it instead.
 */
export async function scheduled(event: unknown, context: TimeLeft): Promise<Answer | BatchResponse> {
  const life = lifeline(context);
  try {
    const records = queueRecords(event);
    if (records === null) return await handle(() => readEvent(event), life);
    return await batch(records, async (body) => AGAIN.includes((await handle(() => readBody(body), life)).state));
  } finally {
    life.end();
  }
}

/** Who finds another run, or workers, at work comes again: they may have died. */
const AGAIN: readonly Answer["state"][] = ["busy", "gathering"];

/** One after the other; what fails comes again, and so does what `again` says. */
async function batch(
  records: readonly QueueRecord[],
  again: (body: string) => Promise<boolean>,
): Promise<BatchResponse> {
  const failures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of records)
    if (await again(body).catch(() => true)) failures.push({ itemIdentifier: messageId });
  return { batchItemFailures: failures };
}

/** Reading the event needs nothing of the house; what runs is loaded when there is something to run. */
async function handle(read: () => ScheduledEvent, life: Lifeline): Promise<Answer> {
  let event: ScheduledEvent | null = null;
  try {
    event = read();
    const { carryOut } = await import("./lambda/occasion.ts");
    const answer = await carryOut(event, life);
    if (answer.state === "failed") throw new RunError(answer.remarks.join("；"));
    log(answer.trouble ? "warn" : "info", { run: event.job, scheduledTime: event.scheduledTime, ...answer });
    return answer;
  } catch (error) {
    const failure = failureOf(error);
    log("error", { run: event?.job ?? "", scheduledTime: event?.scheduledTime ?? "", state: "failed", ...failure });
    throw runError(failure);
  }
}

/** One workbook of 分表 for each message: read by one worker, written by another. What failed stays in the queue. Throws RunError when no queue sent it. */
export async function part(event: unknown, context: TimeLeft): Promise<BatchResponse> {
  const records = queueRecords(event);
  if (records === null) throw new RunError("event-refused", ["不是队列的消息"]);
  const life = lifeline(context);
  try {
    return await batch(records, async (body) => {
      await guarded("part", async () => {
        const { handlePart } = await import("./lambda/part.ts");
        log("info", { ...(await handlePart(body, life)) });
      });
      return false;
    });
  } finally {
    life.end();
  }
}

/** An hour after the last timer: throws RunError "missed" when a due run has not happened, so that the alarm on errors fires; the admins get a mail where mail works. */
export const watch = (): Promise<{ readonly state: "well" }> =>
  guarded("watch", async () => {
    const { look } = await import("./lambda/watch.ts");
    const { missed, sent } = await look();
    log(missed.length > 0 ? "error" : "info", { watch: missed.length > 0 ? "missed" : "well", missed, sent });
    if (missed.length > 0) throw new RunError("missed", missed);
    return { state: "well" };
  });

/** Every five minutes of office time: what admins ticked in the tab 控制台. Throws RunError when it could not be looked at. */
export const poll = (): Promise<Readonly<Record<string, number>>> =>
  guarded("poll", async () => {
    const { pollOnce } = await import("./lambda/poll.ts");
    const counts = await pollOnce();
    if (Object.keys(counts).length > 0) log("info", { poll: "done", ...counts });
    return counts;
  });

/** SES by way of SNS: letters that came back and complaints. Throws RunError when the event shall come again. */
export const bounces = (event: unknown): Promise<{ readonly marked: number; readonly passed: number }> =>
  guarded("bounces", async () => {
    const { mark } = await import("./lambda/bounces.ts");
    const counts = await mark(event);
    log("info", { bounces: "done", ...counts });
    return counts;
  });

async function guarded<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunError) throw error;
    const failure = failureOf(error);
    log("error", { [name]: "failed", ...failure });
    throw runError(failure);
  }
}

/** One line for each run. */
const log = (level: "info" | "warn" | "error", facts: object): void => console.log(JSON.stringify({ level, ...facts }));
