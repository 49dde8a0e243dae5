import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { noteSecrets } from "../security/leaks.ts";
import type { LambdaTask, Said } from "./lambda-child.ts";
import { type Exit, exitOf, type RunScene } from "./run-scene.ts";

const CHILD = join(import.meta.dirname, "lambda-child.ts");
/** By Node, with its compile cache. */
const asNodeLoads = createRequire(import.meta.url);

/** A process of the platform with its invocations under way. */
export interface Invoked {
  readonly child: ChildProcess;
  /** Grows as invocations end. */
  readonly said: readonly Said[];
  readonly ended: Promise<Exit>;
  /** Tells the process how much time its invocations have left. */
  readonly left: (ms: number) => Promise<void>;
}

/** 07:30 of 2026-06-12 in the office, as EventBridge Scheduler writes it. */
export const AT_HALF_PAST_SEVEN = "2026-06-11T23:30:00Z";
export const DAILY = { job: "daily", scheduledTime: AT_HALF_PAST_SEVEN };

/** One process that handles all these events at once. */
export function invoked(
  at: Pick<RunScene, "settings">,
  now: string,
  events: readonly unknown[],
  handler: LambdaTask["handler"] = "scheduled",
  settings: Readonly<Record<string, string>> = {},
): Invoked {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DUBAN_")));
  const env = { ...clean, NODE_COMPILE_CACHE: join(tmpdir(), "duban-compile-cache"), ...at.settings(now), ...settings };
  const task: LambdaTask = { handler, events };
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], {
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said: Said[] = [];
  child.on("message", (message: Said | { readonly left: number }) => {
    if (!("left" in message)) said.push(message);
  });
  const left = async (ms: number): Promise<void> => {
    const heard = once(child, "message");
    child.send(ms);
    await heard;
  };
  return { child, said, ended: exitOf(child), left };
}

/** The answers of this process, as Lambda would have them of one that is there already. What is proven of the process itself needs `invoked`. */
export async function answers(
  at: Pick<RunScene, "settings">,
  now: string,
  events: readonly unknown[],
  handler: LambdaTask["handler"] = "scheduled",
  settings: Readonly<Record<string, string>> = {},
): Promise<readonly Said[]> {
  const { handled } = asNodeLoads("./lambda-child.ts") as typeof import("./lambda-child.ts");
  const before = { ...process.env };
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const said: Said[] = [];
  try {
    for (const name of Object.keys(before)) if (name.startsWith("DUBAN_")) delete process.env[name];
    Object.assign(process.env, at.settings(now), settings);
    const context = { getRemainingTimeInMillis: () => 900_000 };
    await handled({ handler, events: JSON.parse(JSON.stringify(events)) }, context, (one) => said.push(one));
  } finally {
    noteSecrets(log.mock.calls.flat().join("\n"), `the function ${handler}`);
    log.mockRestore();
    for (const name of Object.keys({ ...at.settings(now), ...settings })) delete process.env[name];
    Object.assign(process.env, before);
  }
  return said;
}

export const stateOf = ({ answer, error }: Said): unknown => answer?.state ?? error;

/** Lets so many letters pass, and holds the next one at its first word until `open` is called. */
export function holdAfter(at: Pick<RunScene, "smtp">, letters: number): { held: Promise<void>; open: () => void } {
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  let begun = 0;
  at.smtp.trouble = (to) => {
    if (to !== "" && ++begun === letters) {
      at.smtp.gate = gate.promise;
      held.resolve();
    }
    return null;
  };
  return { held: held.promise, open: () => gate.resolve() };
}
