import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Turns } from "../../functions/open-registry.ts";
import type { PartDone } from "../../lib/jobs/part.ts";
import type { PartFunction } from "./many-platform.ts";
import type { FromWorker, ToWorker } from "./part-child.ts";

const CHILD = join(import.meta.dirname, "part-child.ts");

/** Processes that live through many messages, as the platform's do. */
export interface PartWorkers {
  readonly part: PartFunction;
  /** Bytes: the most that any of them ever had. */
  readonly most: () => number;
  readonly messages: () => number;
  /** Kills the process that gets the next message as soon as it has it. */
  readonly killNext: () => void;
  readonly close: () => void;
}

/** Each handles one message at a time. They inherit the settings of this process when they are first needed. */
export function partWorkers(): PartWorkers {
  const idle: ChildProcess[] = [];
  const all: ChildProcess[] = [];
  let [most, messages, doomed] = [0, 0, false];
  const hire = (): ChildProcess => {
    const child = fork(CHILD, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    all.push(child);
    return child;
  };
  return {
    part: async (body, turns) => {
      const child = idle.pop() ?? hire();
      messages++;
      if (doomed) setImmediate(() => child.kill("SIGKILL"));
      doomed = false;
      const { done, rss } = await handled(child, body, turns);
      most = Math.max(most, rss);
      idle.push(child);
      return done;
    },
    most: () => most,
    messages: () => messages,
    killNext: () => {
      doomed = true;
    },
    close: () => {
      for (const child of all) child.kill("SIGKILL");
    },
  };
}

async function handled(child: ChildProcess, body: string, turns: Turns): Promise<{ done: PartDone; rss: number }> {
  const say = (said: ToWorker): void => void child.send(said);
  say({ body, now: turns.now!() });
  for (;;) {
    const said = await heard(child);
    if ("done" in said) return { done: said.done as PartDone, rss: said.rss };
    if ("failed" in said) throw new Error(said.failed);
    await turns.wait!(said.wait);
    say({ woken: turns.now!() });
  }
}

async function heard(child: ChildProcess): Promise<FromWorker> {
  const over = new AbortController();
  const death = once(child, "exit", over).then(() => Promise.reject(new Error("the worker died")));
  try {
    const [said] = await Promise.race([once(child, "message", over), death]);
    return said as FromWorker;
  } finally {
    over.abort();
  }
}
