/**
 * node test/bench/dynamo-cost.ts [projects]: what three mornings of one office cost in DynamoDB, in capacity units as the server counts them
 * (dynalite, real SDK, real `daily` runs on a workbook of 217 projects × 8 milestones, letters into an outbox).
 * A write unit is 1 KB of an item written, a read unit 4 KB read (all reads are consistent). Exit 1 when a morning costs more than its limit.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { type Cost, isWrite, type Line, startLine } from "../adapters/dynamodb/line.ts";
import { bigCity, FIRST_DAY, NEXT_DAY } from "./big-city.ts";
import { writeBigWorkbook } from "./big-workbook.ts";
import { typeNews } from "./next-day.ts";

interface Morning {
  readonly name: string;
  readonly day: string;
  readonly runKey: string;
  /** Write units. */
  readonly limit: number;
}

const MORNINGS: readonly Morning[] = [
  { name: "the first of all", day: FIRST_DAY, runKey: `daily@${FIRST_DAY}`, limit: 1_000 },
  { name: "the next, with news", day: NEXT_DAY, runKey: `daily@${NEXT_DAY}`, limit: 200 },
  { name: "once more, nothing new", day: NEXT_DAY, runKey: `manual:daily:${NEXT_DAY}`, limit: 20 },
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(folder: string, projects: number): Promise<boolean> {
  const size = { projects, milestones: 8 };
  const registry = join(folder, "registry.xlsx");
  await writeBigWorkbook(registry, bigCity(size));
  const server = await startDynalite();
  const line = await startLine(server.port);
  const table = await server.table();
  let good = true;
  for (const [index, morning] of MORNINGS.entries()) {
    if (index === 1) say(`\n${typeNews(registry, size)} milestones done between the mornings`);
    const from = line.costs.length;
    const letters = await run(folder, registry, line, table, morning);
    good = told(morning, letters, line.costs.slice(from)) && good;
  }
  await line.close();
  await server.close();
  return good;
}

/** Answers how many letters left. */
async function run(folder: string, registry: string, line: Line, table: string, { day, runKey }: Morning) {
  const settings = {
    DUBAN_REGISTRY: registry,
    DUBAN_MAIL: `outbox:${join(folder, "outbox")}`,
    DUBAN_ALLOWED_DOMAINS: "city.example",
    DUBAN_NOW: `${day}T07:30`,
  };
  const { outside, clock, close } = await wire(readConfig(settings, undefined), { store: "look" });
  const store = await openDynamoStore(table, { endpoint: line.endpoint });
  const today = clock.today();
  const request = { asOf: today, today, period: null, knownAt: null, mode: "apply" as const };
  const outcome = await runJobs({ jobs: [{ job: "daily", runKey }], ...request }, { ...outside, store });
  await store.close();
  await close();
  if (outcome.state !== "done") throw new Error(`the run ended ${outcome.state}`);
  return outcome.messages.filter(({ state }) => state === "sent").length;
}

/** Prints a morning; true when it kept its limit. */
function told({ name, limit }: Morning, letters: number, costs: readonly Cost[]): boolean {
  const kinds = [...new Set(costs.map(({ kind }) => kind))];
  const rows = kinds.map((kind) => ({ kind, ...sums(costs.filter((cost) => cost.kind === kind)) }));
  const all = { kind: "all", ...sums(costs) };
  say(`\n${name}: ${letters} letters\n${row(["", "writes", "units", "reads", "units"])}`);
  for (const { kind, writes, written, reads, read } of [...rows.sort((a, b) => b.written - a.written), all])
    say(row([kind, writes, written, reads, read]));
  say(`${all.written <= limit ? "kept" : "MISSED"}: ${all.written} write units, limit ${limit}`);
  return all.written <= limit;
}

function sums(costs: readonly Cost[]) {
  const total = (list: readonly Cost[]): number => Math.ceil(list.reduce((sum, { units }) => sum + units, 0));
  const writing = costs.filter(isWrite);
  const reading = costs.filter((cost) => !isWrite(cost));
  return { writes: writing.length, written: total(writing), reads: reading.length, read: total(reading) };
}

const row = ([head, ...cells]: readonly (string | number)[]): string =>
  String(head).padEnd(12) + cells.map((cell) => String(cell).padStart(9)).join("");

const [asked = "217"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "duban-cost-"));
try {
  process.exitCode = (await main(folder, Number(asked))) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
