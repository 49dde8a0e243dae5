import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { LambdaTask, Said } from "./lambda-child.ts";
import { type Exit, exitOf, type RunScene } from "./run-scene.ts";

const CHILD = join(import.meta.dirname, "lambda-child.ts");

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

/** The answers of one process, once it has ended by itself. */
export async function answers(...args: Parameters<typeof invoked>): Promise<readonly Said[]> {
  const { said, ended } = invoked(...args);
  const { code, err } = await ended;
  if (code !== 0 || err !== "") throw new Error(`exit ${code}: ${err}`);
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
