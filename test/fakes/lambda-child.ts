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

let left = 900_000;
process.on("message", (ms: number) => {
  left = ms;
  process.send!({ left });
});

const CONTEXT = { getRemainingTimeInMillis: () => left };
const HANDLERS = {
  scheduled: (event: unknown): Promise<object> => scheduled(event, CONTEXT),
  part: (event: unknown): Promise<object> => part(event, CONTEXT),
  watch,
  bounces,
  poll,
};

async function work(task: LambdaTask): Promise<void> {
  const tell = (said: object): void => void process.send!(said);
  const each = task.events.map((event) =>
    HANDLERS[task.handler](event).then(
      (answer) => tell({ answer }),
      (error: Error) => tell({ error: `${error.name}: ${error.message}` }),
    ),
  );
  await Promise.all(each);
  process.disconnect();
}

const [task] = process.argv.slice(2);
if (import.meta.main && task !== undefined) await work(JSON.parse(task) as LambdaTask);
