import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openQueue } from "../../../lib/adapters/sqs/queue.ts";
import { CREDENTIALS } from "../dynamodb/dynalite.ts";

let sqs: FauxqsServer;
beforeAll(async () => {
  Object.assign(process.env, CREDENTIALS);
  sqs = await startFauxqs({ port: 0, logger: false, host: "127.0.0.1", defaultRegion: CREDENTIALS.AWS_REGION });
});
afterAll(() => sqs.stop());

const servers: Server[] = [];
const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  for (const one of servers.splice(0)) one.close();
});

const open = (url: string, waits: number[] = []) => {
  const queue = openQueue(url, { wait: async (ms) => void waits.push(ms) });
  opened.push(queue);
  return queue;
};
const bodies = (name: string): readonly string[] => sqs.inspectQueue(name)!.messages.ready.map(({ body }) => body);

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

/** A server that answers as told, and the address of a queue on it. */
async function answering(...answers: readonly ((entries: readonly Entry[]) => Reply)[]) {
  const asked: (readonly Entry[])[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const { Entries } = JSON.parse(Buffer.concat(chunks).toString()) as { readonly Entries: readonly Entry[] };
      asked.push(Entries);
      const { status, body } = answers[Math.min(asked.length, answers.length) - 1]!(Entries);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/000000000000/tasks`;
  return { url, asked };
}

/** Takes so many of a request. */
const taking =
  (most: number) =>
  (entries: readonly Entry[]): Reply => ({
    status: 200,
    body: {
      Successful: entries.slice(0, most).map(({ Id, MessageBody }) => ({
        ...{ Id, MessageId: Id },
        MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex"),
      })),
      Failed: entries.slice(most).map(({ Id }) => ({ Id, Code: "InternalError", SenderFault: false })),
    },
  });

describe("a queue of SQS", () => {
  test("gets every message once, in requests of ten at most", async () => {
    const { queueUrl } = sqs.createQueue("many");
    const tasks = Array.from({ length: 23 }, (_, place) => ({ place, 名称: "甲县" }));
    await open(queueUrl.replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${sqs.port}`)).send(tasks);
    expect(bodies("many").map((body) => JSON.parse(body))).toEqual(tasks);
  });

  test("is asked again for what of a request it did not take, and only for that", async () => {
    const { url, asked } = await answering(taking(1), taking(2));
    const waits: number[] = [];
    await open(url, waits).send([{ n: 0 }, { n: 1 }, { n: 2 }]);
    expect(asked.map((entries) => entries.map(({ MessageBody }) => JSON.parse(MessageBody).n))).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
    expect(waits).toHaveLength(1);
  });

  test("that never takes a message is a failure for now", async () => {
    const { url } = await answering(taking(0));
    await expect(open(url).send([{}])).rejects.toMatchObject({ code: "queue-unreachable", retryable: true });
  });

  test("that is not there or not ours is a failure for good, and nothing of the request is told", async () => {
    const body = { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "The specified queue does not exist." };
    const { url } = await answering(() => ({ status: 400, body }));
    const failure = await open(url)
      .send([{ secret: "geheim" }])
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: "queue-refused", retryable: false });
    expect((failure as Error).message).not.toMatch(/geheim|Signature|Credential/);
  });

  test("that nobody answers for is a failure for now", async () => {
    const { url } = await answering(taking(1));
    await new Promise((done) => servers.splice(0)[0]!.close(done));
    await expect(open(url).send([{}])).rejects.toMatchObject({ code: "queue-unreachable", retryable: true });
  });
});
