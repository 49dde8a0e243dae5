import * as z from "zod";
import type { Instant, PlainDate } from "../../lib/domain/dates.ts";
import { dayAt } from "../../lib/domain/office-calendar.ts";
import { JOB_NAMES, type JobName } from "../../lib/jobs/schedule.ts";
import { oneLine } from "../../lib/views/one-line.ts";

/** One chance of a job, as the scheduler was told to say it. Its id of execution or delivery is nowhere: the same chance may come many times. */
export interface ScheduledEvent {
  readonly job: JobName;
  readonly scheduledTime: Instant;
  /** The office's day of that time, however late it is delivered. */
  readonly asOf: PlainDate;
}

/** An event that is not ours; `faults` are all that is wrong with it. */
export class EventError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`事件有 ${faults.length} 处错误：${faults.join("；")}。`);
    this.name = "EventError";
    this.faults = faults;
  }
}

const quoted = (value: unknown): string => (value === undefined ? "没有填写" : `“${oneLine(String(value), 50)}”`);

const event = z.strictObject(
  {
    job: z.enum(JOB_NAMES, { error: ({ input }) => `job ${quoted(input)} 不是 ${JOB_NAMES.join("、")}` }),
    scheduledTime: z.iso.datetime({
      offset: true,
      error: ({ input }) => `scheduledTime ${quoted(input)} 不是带时区的时间，应为 <aws.scheduler.scheduled-time>`,
    }),
  },
  {
    error: ({ code, input, keys }) =>
      code === "unrecognized_keys"
        ? `不认识的项 ${(keys as readonly string[]).slice(0, 5).map(quoted).join("、")}`
        : `${quoted(input)} 不是 {"job":…,"scheduledTime":…}`,
  },
);

/** Throws EventError. */
export function readEvent(value: unknown): ScheduledEvent {
  const { data, error } = event.safeParse(value);
  if (error !== undefined) throw new EventError(error.issues.map(({ message }) => message));
  const scheduledTime = new Date(data.scheduledTime).toISOString();
  return { job: data.job, scheduledTime, asOf: dayAt(scheduledTime) };
}

/** The same event as the body of a queue's message. Throws EventError. */
export function readBody(body: string): ScheduledEvent {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new EventError(["消息内容不是 JSON"]);
  }
  return readEvent(value);
}

export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
}

const queue = z.object({
  Records: z
    .array(z.object({ eventSource: z.literal("aws:sqs"), messageId: z.string().min(1), body: z.string() }))
    .min(1),
});

/** Records of a queue; null when the event came from no queue. */
export const queueRecords = (value: unknown): readonly QueueRecord[] | null =>
  queue.safeParse(value).data?.Records ?? null;
