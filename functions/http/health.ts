import { readFileSync } from "node:fs";
import type { Config } from "../config.ts";
import { standingsOn } from "../due.ts";
import type { Answer } from "./answer.ts";
import type { DoorSettings } from "./door.ts";
import { opened } from "./opened.ts";

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { version } = JSON.parse(manifest) as { readonly version: string };

/** Anybody may ask, so it is looked up at most every so often. */
const FRESH_MS = 10_000;

/** `GET /health`: whether the door can read its store, and nothing about what is in it but the last run and how many were missed. */
export function healthDoor({ config, ticks }: Pick<DoorSettings, "config" | "ticks">): () => Promise<Answer> {
  let last: { readonly at: number; readonly answer: Promise<Answer> } | null = null;
  return () => {
    if (last === null || ticks() - last.at >= FRESH_MS) last = { at: ticks(), answer: health(config) };
    return last.answer;
  };
}

async function health(config: Config): Promise<Answer> {
  try {
    return { status: 200, body: { ok: true, version, ...(await runsOf(config)) } };
  } catch {
    return { status: 503, body: { ok: false, version } };
  }
}

const runsOf = (config: Config): Promise<object> =>
  opened(config, "look", async (wired) => {
    const [last] = await wired.outside.store.runs({ limit: 1 });
    const standings = await standingsOn(wired, wired.clock.today());
    return {
      lastRun: last === undefined ? null : { day: last.asOf, state: last.state },
      missedRuns: standings.reduce((sum, { missed }) => sum + missed.length, 0),
    };
  });
