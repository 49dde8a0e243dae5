import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FIRST_DAY, NEXT_DAY } from "./big-city.ts";
import { type Measured, measure } from "./measure.ts";

const CLI = fileURLToPath(new URL("../../functions/cli.ts", import.meta.url));

/** What a run said of itself, for the bench to check that it did the work. */
export interface Said {
  readonly cellsChanged: number;
  readonly sent: number;
  readonly findings: number;
  readonly timings: Readonly<Record<string, number>>;
}

export interface DailyRun extends Measured {
  readonly said: Said;
}

export type Morning = "first" | "next" | "again";

const MOMENTS: Readonly<Record<Morning, string>> = {
  first: `${FIRST_DAY}T07:30`,
  next: `${NEXT_DAY}T07:30`,
  again: `${NEXT_DAY}T15:00`,
};

/** The whole process of `duban run daily`, with store and outbox beside the registry. */
export function daily(folder: string, registry: string, morning: Morning): DailyRun {
  const env = {
    DUBAN_REGISTRY: registry,
    DUBAN_MAIL: `outbox:${join(folder, "outbox")}`,
    DUBAN_ALLOWED_DOMAINS: "city.example",
    DUBAN_NOW: MOMENTS[morning],
  };
  const run = measure({ program: process.execPath, args: [CLI, "run", "daily", "--json"], env });
  return { ...run, said: saidIn(run.output) };
}

function saidIn(output: string): Said {
  const { cellsChanged, messages, findings, timings } = JSON.parse(output) as {
    readonly cellsChanged: number;
    readonly messages: readonly { readonly state: string }[];
    readonly findings: readonly unknown[];
    readonly timings: Readonly<Record<string, number>>;
  };
  const sent = messages.filter(({ state }) => state === "sent").length;
  return { cellsChanged, sent, findings: findings.length, timings };
}
