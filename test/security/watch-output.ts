import childProcess, { ChildProcess, type SpawnSyncReturns } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import type { Readable } from "node:stream";
import { format } from "node:util";
import { afterAll, afterEach } from "vitest";
import { leaks } from "./leaks.ts";
import { showsSecret, withoutSecrets } from "./secret-mark.ts";

/**
 * Loaded into every worker of the suite: whatever the processes under test write, and whatever a test writes itself, may show no secret, and neither may
 * its name. A test that lets one through fails.
 */
const found = leaks;
const state = globalThis as { dubanWatched?: boolean };
const isFirst = state.dubanWatched === undefined;
state.dubanWatched = true;

/** What was found so far, told only once. */
export const taken = (): readonly string[] => found.splice(0);

export function failIfFound(): void {
  const leaks = taken();
  if (leaks.length > 0) throw new Error(`a secret was shown by ${leaks.join(", ")}`);
}

/** Enough of what came before to see a word that came in two pieces. */
const OVERLAP = 40;

function watch(stream: Readable | null | undefined, who: string): void {
  let before = "";
  stream?.on("data", (chunk: Buffer | string) => {
    const text = before + chunk.toString();
    before = text.slice(-OVERLAP);
    if (!showsSecret(text)) return;
    found.push(who);
    before = "";
  });
}

type Stdio = string | readonly unknown[] | undefined;
interface Spawning {
  stdio?: Stdio;
  readonly args?: readonly string[];
}
type Spawn = (this: ChildProcess, options: Spawning) => unknown;

/** What a process would write straight to ours is led through here. */
function ledThrough(stdio: Stdio): { readonly stdio: unknown; readonly led: readonly number[] } {
  const all: readonly unknown[] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  const led = [1, 2].filter((fd) => all[fd] === "inherit" || all[fd] === fd);
  return { stdio: all.map((one, fd) => (led.includes(fd) ? "pipe" : one)), led };
}

function watchProcesses(): void {
  const prototype = ChildProcess.prototype as unknown as { spawn: Spawn };
  const { spawn } = prototype;
  prototype.spawn = function (options) {
    const { stdio, led } = ledThrough(options.stdio);
    const result = spawn.call(this, { ...options, stdio: stdio as Stdio });
    const who = `a process: ${withoutSecrets((options.args ?? []).slice(1, 3).join(" ")).slice(0, 200)}`;
    watch(this.stdout, who);
    watch(this.stderr, who);
    if (led.includes(1)) this.stdout?.on("data", (chunk) => process.stdout.write(chunk));
    if (led.includes(2)) this.stderr?.on("data", (chunk) => process.stderr.write(chunk));
    return result;
  };
  const { spawnSync } = childProcess;
  const watched = (...args: Parameters<typeof spawnSync>): SpawnSyncReturns<string | Buffer> => {
    const ran = spawnSync(...args) as SpawnSyncReturns<string | Buffer>;
    if (showsSecret(`${ran.stdout ?? ""}\n${ran.stderr ?? ""}`)) found.push(`a process: ${args[0]}`);
    return ran;
  };
  Object.assign(childProcess, { spawnSync: watched });
  syncBuiltinESMExports();
}

/** What shows a secret is passed on without it. */
function watchOurselves(): void {
  for (const name of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    const write = console[name].bind(console);
    console[name] = (...args: unknown[]): void => {
      const text = format(...args);
      if (showsSecret(text)) found.push(`console.${name}`);
      write(...(showsSecret(text) ? [withoutSecrets(text)] : args));
    };
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      if (!showsSecret(text)) return write(chunk, ...rest);
      found.push("the test's own output");
      return write(withoutSecrets(text), ...rest);
    }) as typeof stream.write;
  }
}

if (isFirst) {
  watchProcesses();
  watchOurselves();
}

afterEach(({ task }) => {
  if (showsSecret(task.name)) found.push("the name of a test");
  failIfFound();
});
afterAll(failIfFound);
