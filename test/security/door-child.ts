import { readConfig } from "../../functions/config.ts";
import { door } from "../../functions/http/door.ts";
import { LIMITS } from "../../functions/http/entrance.ts";
import { serve } from "../../functions/http/serve.ts";

/** What a test asks of this process beyond the settings of its environment. */
export interface DoorTask {
  readonly certificates?: string;
  /** Credentials refused per address before it has to wait; as many as a table has rows. */
  readonly failures?: number;
  readonly graceMs?: number;
}

/** The same doors as functions/http.ts opens, with another signer, another patience or another grace. */
async function work({ certificates, failures, graceMs = 8000 }: DoorTask): Promise<void> {
  const log = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  const limits = failures === undefined ? LIMITS : { ...LIMITS, failures: { burst: failures, perMinute: 1 } };
  const handler = door({
    config: readConfig(process.env, undefined),
    addressOf: ({ socket }) => socket.remoteAddress ?? "",
    ticks: () => performance.now(),
    log,
    limits,
    ...(certificates === undefined ? {} : { certificates }),
  });
  await serve(handler, { port: 0, host: "127.0.0.1", graceMs, log });
}

const [task] = process.argv.slice(2);
if (import.meta.main && task !== undefined) await work(JSON.parse(task) as DoorTask);
