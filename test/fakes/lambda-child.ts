import { bounces, part, poll, scheduled, watch } from "../../functions/lambda.ts";

/** What the parent asks of this process: so many invocations at once, as one event each. */
export interface LambdaTask {
  readonly handler: "scheduled" | "part" | "watch" | "bounces" | "poll";
  readonly events: readonly unknown[];
}

/** What a handler answered or threw, in the order in which they ended. */
export interface Said {
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

interface TimeLeft {
  readonly getRemainingTimeInMillis: () => number;
}

/** All events at once; `tell` hears each as it ends. */
export async function handled(
  { handler, events }: LambdaTask,
  context: TimeLeft,
  tell: (said: Said) => void,
): Promise<void> {
  const handlers = {
    scheduled: (event: unknown): Promise<object> => scheduled(event, context),
    part: (event: unknown): Promise<object> => part(event, context),
    watch,
    bounces,
    poll,
  };
  const each = events.map((event) =>
    handlers[handler](event).then(
      (answer) => tell({ answer: { ...answer } }),
      (error: Error) => tell({ error: `${error.name}: ${error.message}` }),
    ),
  );
  await Promise.all(each);
}

async function work(task: LambdaTask): Promise<void> {
  let left = 900_000;
  process.on("message", (ms: number) => {
    left = ms;
    process.send!({ left });
  });
  await handled(task, { getRemainingTimeInMillis: () => left }, (said) => void process.send!(said));
  process.disconnect();
}

const [task] = process.argv.slice(2);
if (import.meta.main && task !== undefined) void work(JSON.parse(task) as LambdaTask);
