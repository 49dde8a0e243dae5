import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One process from its start to its end, as /usr/bin/time (GNU time) saw it. */
export interface Measured {
  /** Wall time. */
  readonly seconds: number;
  /** User and system time of all its threads: on a busy machine steadier than `seconds`. */
  readonly cpuSeconds: number;
  /** Largest resident set. */
  readonly peakMiB: number;
  readonly output: string;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output is thrown away by the system (`unzip -p` writes half a gigabyte). */
  readonly silent?: boolean;
}

const MOST_OUTPUT = 2 ** 28;

/** Runs a program under GNU time (Debian package `time`). Throws when it cannot be run or fails. */
export function measure({ program, args, env, silent }: Command): Measured {
  const report = join(tmpdir(), `duban-bench-time-${process.pid}`);
  const ran = spawnSync("/usr/bin/time", ["-v", "-o", report, program, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", silent === true ? "ignore" : "pipe", "pipe"],
    maxBuffer: MOST_OUTPUT,
  });
  if (ran.error !== undefined) throw ran.error;
  if (ran.status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  const text = readFileSync(report, "utf8");
  rmSync(report);
  return { ...figuresOf(text), output: ran.stdout?.toString("utf8") ?? "" };
}

function figuresOf(report: string): Omit<Measured, "output"> {
  const figure = (name: string): string => new RegExp(`${name}[^:]*(?:\\([^)]*\\))?: (.+)`).exec(report)?.[1] ?? "";
  return {
    seconds: secondsOf(figure("Elapsed")),
    cpuSeconds: Number(figure("User time")) + Number(figure("System time")),
    peakMiB: Number(figure("Maximum resident set size")) / 1024,
  };
}

/** "1:02:03" or "2:03.45". */
const secondsOf = (clock: string): number => clock.split(":").reduce((total, part) => total * 60 + Number(part), 0);
