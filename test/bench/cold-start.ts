/**
 * node test/bench/cold-start.ts: from the start of a process to its first validated answer, our bundled doors against a bundled hello-world under the
 * same runner. Median of 15 with the order alternated, as a ratio. Exit 1 when a target is missed. Nothing is read or sent: an event and a request
 * that are refused for what they say.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, bundleDoor } from "../../functions/bundle.ts";
import { answerOfEvent, answerOfRequest, type Start } from "./cold-start-processes.ts";
import { isMet, type Target, tableWords, targetRow } from "./rows-of-figures.ts";

const ROUNDS = 15;
const LIMIT = 2;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Inside the project, where the framework is found, and as deep as what is shipped. */
const folderOf = (name: string): string => join(ROOT, "build", `bench-${name}`);
const RIVALS = ["cold-start-hello", "cold-start-hello-http", "cold-start-runner"] as const;
const DOORS = ["lambda", "http"] as const;

interface Pair {
  readonly name: string;
  readonly ours: Start;
  readonly hello: Start;
}

async function main(): Promise<boolean> {
  const pairs = await makePairs();
  const rows: (readonly string[])[] = [["from start to answer", "median", "least", "most"]];
  const targets: Target[] = [];
  for (const { name, ours, hello } of pairs) {
    const times = await race(ours, hello);
    rows.push(row(`${name}, hello-world`, times.hello), row(`${name}, ours`, times.ours));
    targets.push({
      name: `${name}: ours / hello-world`,
      found: median(times.ours) / median(times.hello),
      limit: LIMIT,
    });
  }
  console.log(`\n${tableWords(rows)}\n\n${tableWords([["target", "found", "limit", ""], ...targets.map(targetRow)])}`);
  return targets.every(isMet);
}

async function makePairs(): Promise<readonly Pair[]> {
  const made = (name: string): string => join(folderOf(name), `${name}.mjs`);
  for (const door of DOORS) await bundleDoor(door, ROOT, folderOf(door));
  for (const name of RIVALS) await bundle(join(ROOT, "test", "bench", `${name}.ts`), folderOf(name), name);
  const runner = made("cold-start-runner");
  return [
    {
      name: "job function, asked as by Lambda",
      ours: () =>
        answerOfEvent(runner, made("lambda"), "scheduled", '{"errorType":"RunError","errorMessage":"event-refused'),
      hello: () => answerOfEvent(runner, made("cold-start-hello"), "hello", '"hello"'),
    },
    {
      name: "HTTP door on the Functions Framework",
      ours: () => answerOfRequest(ROOT, made("http"), "duban", { status: 400, text: "不认识 “dryrun”" }),
      hello: () => answerOfRequest(ROOT, made("cold-start-hello-http"), "hello", { status: 200, text: "hello" }),
    },
  ];
}

interface Times {
  readonly ours: number[];
  readonly hello: number[];
}

/** Who begins changes from round to round; a first round, for the disk's sake, does not count. */
async function race(ours: Start, hello: Start): Promise<Times> {
  await ours();
  await hello();
  const times: Times = { ours: [], hello: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? (["ours", "hello"] as const) : (["hello", "ours"] as const);
    for (const who of order) times[who].push(await (who === "ours" ? ours : hello)());
  }
  return times;
}

const sorted = (times: readonly number[]): readonly number[] => times.toSorted((a, b) => a - b);
const median = (times: readonly number[]): number => sorted(times)[Math.floor(times.length / 2)]!;
const ms = (time: number): string => `${time.toFixed(0)} ms`;
const row = (name: string, times: readonly number[]): readonly string[] => [
  name,
  ms(median(times)),
  ms(sorted(times)[0]!),
  ms(sorted(times).at(-1)!),
];

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  for (const name of [...DOORS, ...RIVALS]) rmSync(folderOf(name), { recursive: true, force: true });
}
