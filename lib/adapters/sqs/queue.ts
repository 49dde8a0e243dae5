import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PortError } from "../../ports/port-error.ts";
import type { Queue } from "../../ports/queue.ts";

/** Of one request. */
const MOST_MESSAGES = 10;
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 200;

export interface QueueOptions {
  readonly wait?: (ms: number) => Promise<void>;
}

/** A queue of SQS by its address. A message sent twice does no harm to those who get it, so here the SDK may repeat its requests. */
export function openQueue(url: string, options: QueueOptions = {}): Queue & { readonly close: () => void } {
  const wait = options.wait ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000 };
  const client = new SQSClient({ endpoint: new URL(url).origin, requestHandler });

  async function sendSome(messages: readonly object[]): Promise<void> {
    let left = messages.map((message, at) => ({ Id: String(at), MessageBody: JSON.stringify(message) }));
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      if (attempt > 0) await wait(FIRST_PAUSE_MS * 2 ** attempt);
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: left }));
      left = left.filter(({ Id }) => Failed.some((one) => one.Id === Id));
      if (left.length === 0) return;
    }
    throw failure("queue-unreachable", "some");
  }

  return {
    send: async (messages) => {
      for (let from = 0; from < messages.length; from += MOST_MESSAGES)
        await asPortErrors(() => sendSome(messages.slice(from, from + MOST_MESSAGES)));
    },
    close: () => client.destroy(),
  };
}

async function asPortErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof PortError || !(error instanceof Error)) throw error;
    const refused = "$fault" in error && error.$fault === "client";
    throw failure(refused ? "queue-refused" : "queue-unreachable", error.name, error);
  }
}

const failure = (code: string, reason: string, cause?: unknown): PortError =>
  new PortError(code, { reason }, { retryable: code === "queue-unreachable", cause });
