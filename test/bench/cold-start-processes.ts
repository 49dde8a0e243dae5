import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** Starts a process and answers how long it took to its first answer, in milliseconds. Throws when it was not the expected one. */
export type Start = () => Promise<number>;

/** An event that is nobody's. */
const EVENT = JSON.stringify({ job: "nightly", scheduledTime: "2026-06-11T23:30:00Z" });
const PATIENCE_MS = 900_000;

/** A handler under the runner, which asks this server for the event, as Lambda's runtime asks the platform. */
export async function answerOfEvent(
  runner: string,
  module: string,
  handler: string,
  expected: string,
): Promise<number> {
  let came: (answer: { readonly at: number; readonly text: string }) => void;
  const answered = new Promise<{ readonly at: number; readonly text: string }>((done) => {
    came = done;
  });
  const server = createServer(async (asked, reply) => {
    const deadline = Date.now() + PATIENCE_MS;
    reply.setHeader("Lambda-Runtime-Aws-Request-Id", "1").setHeader("Lambda-Runtime-Deadline-Ms", deadline);
    if (asked.url?.endsWith("/next") === true) return reply.end(EVENT);
    const said = await text(asked);
    came({ at: performance.now(), text: said });
    return reply.end();
  });
  const port = await listening(server);
  const env = { ...process.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` };
  const begun = performance.now();
  const child = spawn(process.execPath, [runner, module, handler], { env, stdio: ["ignore", "ignore", "inherit"] });
  const [answer] = await Promise.all([answered, once(child, "exit")]);
  server.close();
  if (!answer.text.includes(expected)) throw new Error(`${handler} answered ${answer.text}, not ${expected}`);
  return answer.at - begun;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

export interface Expected {
  readonly status: number;
  readonly text: string;
}

/** Of nobody's: no workbook, no store, no mail is ever opened with them. */
const SECRET = "geheim-of-the-bench-and-of-nothing-else";
const SETTINGS = { DUBAN_HTTP_SECRET: SECRET, DUBAN_REGISTRY: "nowhere.xlsx", NODE_ENV: "production" };

/** A function under the Functions Framework, asked for a run in words that are not understood. */
export async function answerOfRequest(
  root: string,
  source: string,
  target: string,
  expected: Expected,
): Promise<number> {
  const port = await freePort();
  const framework = join(root, "node_modules/@google-cloud/functions-framework/build/src/main.js");
  const args = [framework, `--target=${target}`, `--source=${source}`, `--port=${port}`];
  const begun = performance.now();
  const child = spawn(process.execPath, args, { env: { ...process.env, ...SETTINGS }, stdio: "ignore" });
  const ended = once(child, "exit");
  try {
    const answer = await firstAnswer(`http://127.0.0.1:${port}/run/daily`, ended);
    const took = performance.now() - begun;
    const said = await answer.text();
    if (answer.status !== expected.status || !said.includes(expected.text))
      throw new Error(`${target} answered ${answer.status} ${said}`);
    return took;
  } finally {
    child.kill();
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return port;
}

/** Asks until somebody listens. */
async function firstAnswer(url: string, ended: Promise<unknown>): Promise<Response> {
  const over = { now: false };
  void ended.then(() => {
    over.now = true;
  });
  const headers = { Authorization: `Bearer ${SECRET}`, "Content-Type": "application/json" };
  while (!over.now) {
    try {
      return await fetch(url, { method: "POST", headers, body: '{"dryrun":true}' });
    } catch {
      await sleep(1);
    }
  }
  throw new Error("the process ended without an answer");
}
