import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fileURLToPath } from "node:url";
import { MARK } from "./secret-mark.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FRAMEWORK = "node_modules/@google-cloud/functions-framework/build/src/main.js";

export const SECRET = `k7Qm-${MARK}-the-only-one-of-this-door-42`;
export const LINK_SECRET = `L3w9-${MARK}-signs-the-links-of-this-door-7`;
export const BEARER = { Authorization: `Bearer ${SECRET}` };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** A running door: a real process behind a real port. */
export interface DoorProcess {
  readonly port: number;
  /** `body`: an object is sent as JSON. */
  ask(method: string, path: string, more?: Asked): Promise<Reply>;
  /** Bytes as they are; resolves with everything that came back until the line was closed. */
  raw(text: string | Uint8Array): Promise<string>;
  /** Everything the process wrote, both streams. */
  said(): string;
  /** Lines of the log about requests, once there are so many. */
  logged(count: number): Promise<readonly Record<string, unknown>[]>;
  /** Everything the door ever answered. */
  answered(): string;
  signal(name: NodeJS.Signals): void;
  /** The exit code, null after SIGKILL. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

interface Asked {
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirect?: "manual" | "follow";
}

/** `node functions/http.ts`. */
export const ownServer = (env: Readonly<Record<string, string>>): Promise<DoorProcess> =>
  started(["functions/http.ts"], { ...env, PORT: "0" });

/** `functions-framework --target=duban --source=functions/http.ts`. */
export async function framework(env: Readonly<Record<string, string>>): Promise<DoorProcess> {
  const port = await freePort();
  return started([FRAMEWORK, "--target=duban", "--source=functions/http.ts", `--port=${port}`], env, port);
}

/** Another program that serves a door. */
export const started = async (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  known?: number,
): Promise<DoorProcess> => {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DUBAN_|NODE_ENV)/.test(name)));
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...clean, ...env } });
  const heard = listen(child);
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  const port = known ?? (await portOf(heard, ended));
  if (known !== undefined) await untilOpen(known);
  return { ...talk(port), ...heard, port, ended, signal: (name) => child.kill(name), stop: () => stop(child, ended) };
};

type Line = Record<string, unknown>;

function listen(child: ChildProcess) {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  const all = (): readonly Line[] =>
    text
      .split(/(?<=\n)/)
      .filter((line) => line.startsWith("{") && line.endsWith("\n"))
      .map((line) => JSON.parse(line) as Line);
  const logged = async (count: number): Promise<readonly Line[]> => {
    for (;;) {
      const lines = all().filter(({ status }) => status !== undefined);
      if (lines.length >= count) return lines;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  return { said: () => text, logged, all };
}

async function portOf(heard: ReturnType<typeof listen>, ended: Promise<number | null>): Promise<number> {
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    const line = heard.all().find(({ event }) => event === "listening");
    if (line !== undefined) return Number(line.port);
    if (over) throw new Error(`the door did not open: ${heard.said()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function untilOpen(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, "127.0.0.1", () => done(true)).on("error", () => done(false));
      socket.on("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function talk(port: number) {
  let answers = "";
  const ask = async (
    method: string,
    path: string,
    { body, headers = {}, redirect = "follow" }: Asked = {},
  ): Promise<Reply> => {
    const text = typeof body === "object" ? JSON.stringify(body) : body;
    const type = text === undefined ? {} : { "Content-Type": "application/json" };
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect,
      headers: { Connection: "close", ...type, ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const said = await reply.text();
    answers += `${JSON.stringify([...reply.headers])}\n${said}\n`;
    return { status: reply.status, headers: reply.headers, text: said, json: parsed(said) };
  };
  const raw = async (text: string | Uint8Array): Promise<string> => {
    const said = await rawTalk(port, text);
    answers += `${said}\n`;
    return said;
  };
  return { ask, raw, answered: () => answers };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A line broken by the other side is an end like any other: what came before it counts. */
const rawTalk = (port: number, text: string | Uint8Array): Promise<string> =>
  new Promise((done) => {
    let said = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    socket.on("error", () => {});
    socket.on("close", () => done(said));
  });

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  child.kill("SIGKILL");
  await ended;
}
