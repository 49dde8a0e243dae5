import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import type { Answer } from "../../functions/lambda/answer.ts";
import { readBody } from "../../functions/lambda/event.ts";
import { carryOut } from "../../functions/lambda/occasion.ts";
import { handlePart } from "../../functions/lambda/part.ts";
import type { Turns } from "../../functions/open-registry.ts";
import type { PartDone } from "../../lib/jobs/part.ts";
import { CREDENTIALS, type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { type FakeGoogle, startFakeGoogle } from "./google/server.ts";
import { REGISTRY } from "./many-books.ts";
import { type FakeSes, fakeSes } from "./ses.ts";
import { type TurnClock, turnClock } from "./turn-clock.ts";

/** What the platform does with one message of a workbook. */
export type PartFunction = (body: string, turns: Turns) => Promise<PartDone>;

/** AWS and Google on this machine, with two functions at a time and a clock that never makes anybody wait. */
export interface Platform {
  readonly google: FakeGoogle;
  readonly dynamo: Dynalite;
  readonly ses: FakeSes;
  readonly sqs: FauxqsServer;
  readonly clock: TurnClock;
  readonly settings: Readonly<Record<string, string>>;
  /** Of the store. */
  readonly table: string;
  /** Handles a workbook's message in this process. */
  readonly within: PartFunction;
  /** What workers and runs said, in the order in which they ended. */
  readonly parts: PartDone[];
  readonly runs: Answer[];
  /** Messages that may be handled now. */
  readonly waiting: (queue: QueueName) => readonly string[];
  readonly send: (queue: QueueName, message: object) => Promise<void>;
  /** Handles so many messages of a queue, or all there are; what fails, or shall come again, is out of sight until `comeAgain`. */
  readonly handle: (queue: QueueName, most?: number) => Promise<void>;
  /** Both queues until nothing is left to be seen. */
  readonly settle: () => Promise<void>;
  readonly comeAgain: (queue: QueueName) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type QueueName = "runs" | "parts";

/** As the alarm clock of the platform says: much. */
const LIFE = { check: () => {}, left: () => 600_000, onStep: () => {}, end: () => {}, wait: async () => {} };
const LINES = 2;
const REGION = CREDENTIALS.AWS_REGION;
const FROM = "duban@jia.example";

const within: PartFunction = (body, turns) => handlePart(body, LIFE, turns);

/** Settings are those of this process while it is open. */
export async function openPlatform(part: PartFunction = within): Promise<Platform> {
  const clock = turnClock(Date.parse("2026-06-11T23:31:00Z"));
  const [google, dynamo, ses, sqs] = await Promise.all([
    startFakeGoogle({ now: clock.now }),
    startDynalite(),
    fakeSes(REGION),
    startFauxqs({ port: 0, logger: false, host: "127.0.0.1", defaultRegion: REGION }),
  ]);
  ses.verified.add(FROM);
  const sqsUrl = `http://127.0.0.1:${sqs.port}`;
  const urlOf = (name: QueueName): string => `${sqsUrl}/000000000000/${name}`;
  for (const name of ["runs", "parts"]) sqs.createQueue(name);
  const table = await dynamo.table();
  const settings = {
    ...CREDENTIALS,
    DUBAN_REGISTRY: `gsheet:${REGISTRY}`,
    DUBAN_STORE: `dynamodb:${table}`,
    DUBAN_PARTS_QUEUE: urlOf("parts"),
    DUBAN_RUNS_QUEUE: urlOf("runs"),
    DUBAN_MAIL: `ses:${REGION}`,
    DUBAN_MAIL_FROM: FROM,
    DUBAN_ALLOWED_DOMAINS: "jia.example",
    DUBAN_GOOGLE_URL: google.url,
    DUBAN_NOW: "2026-06-12T07:31",
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
  };
  const before = { ...process.env };
  Object.assign(process.env, settings);
  const client = new SQSClient({ region: REGION, endpoint: sqsUrl });
  const [parts, runs, away]: [PartDone[], Answer[], { queue: QueueName; handle: string }[]] = [[], [], []];

  /** true: it shall come again. */
  async function functionOf(queue: QueueName, body: string): Promise<boolean> {
    if (queue === "parts") {
      parts.push(await part(body, clock));
      return false;
    }
    const answer = await carryOut(readBody(body), LIFE, clock);
    runs.push(answer);
    return answer.state === "busy" || answer.state === "gathering";
  }

  async function receive(queue: QueueName): Promise<Message | undefined> {
    const asked = new ReceiveMessageCommand({ QueueUrl: urlOf(queue), VisibilityTimeout: 3600, WaitTimeSeconds: 0 });
    return (await client.send(asked)).Messages?.[0];
  }

  async function handleOne(queue: QueueName, { Body, ReceiptHandle }: Message): Promise<void> {
    const again = await clock.work(() => functionOf(queue, Body!)).catch(() => true);
    if (again) away.push({ queue, handle: ReceiptHandle! });
    else await client.send(new DeleteMessageCommand({ QueueUrl: urlOf(queue), ReceiptHandle }));
  }

  async function handle(queue: QueueName, most = Number.POSITIVE_INFINITY): Promise<void> {
    let left = most;
    const line = async (): Promise<void> => {
      while (left-- > 0) {
        const message = await receive(queue);
        if (message === undefined) return;
        await handleOne(queue, message);
      }
    };
    await Promise.all(Array.from({ length: LINES }, line));
  }

  const waiting = (queue: QueueName): readonly string[] =>
    sqs.inspectQueue(queue)!.messages.ready.map(({ body }) => body);

  return {
    ...{ google, dynamo, ses, sqs, clock, settings, table, within, parts, runs, waiting, handle },
    send: async (queue, message) => {
      await client.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: JSON.stringify(message) }));
    },
    settle: async () => {
      while (waiting("parts").length + waiting("runs").length > 0) {
        await handle("parts");
        await handle("runs");
      }
    },
    comeAgain: async (queue) => {
      const mine = away.filter((one) => one.queue === queue);
      for (const one of mine) {
        away.splice(away.indexOf(one), 1);
        const now = { QueueUrl: urlOf(queue), ReceiptHandle: one.handle, VisibilityTimeout: 0 };
        await client.send(new ChangeMessageVisibilityCommand(now));
      }
    },
    close: async () => {
      for (const name of Object.keys(settings)) delete process.env[name];
      Object.assign(process.env, before);
      client.destroy();
      await Promise.all([google.close(), dynamo.close(), ses.close(), sqs.stop()]);
    },
  };
}
