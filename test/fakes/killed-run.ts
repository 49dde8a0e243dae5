import { spawn } from "node:child_process";
import { join } from "node:path";
import type { RunTask } from "./run-child.ts";

const CHILD = join(import.meta.dirname, "run-child.ts");

/** A run in a process of its own that kills itself at a step; the signal it died of, null when it came to its end. */
export function killedRun(task: RunTask, settings: Readonly<Record<string, string>>): Promise<string | null> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DUBAN_")));
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], { env: { ...clean, ...settings } });
  return new Promise((done) => child.on("close", (_, signal) => done(signal)));
}
