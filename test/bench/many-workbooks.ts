/**
 * node test/bench/many-workbooks.ts: one morning of 300 workbooks with 40 projects each, five of them broken, through queues, store and spreadsheets on
 * this machine: workers in processes of their own read, one run ranks, workers write; then the same morning in one process. The clock of the quota jumps
 * over the waiting. Exit 1 when the rankings differ, one of the five is not named, Google's quota was exceeded, or a worker takes more memory than it may.
 */
import { isDeepStrictEqual } from "node:util";
import PostalMime from "postal-mime";
import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import type { Call } from "../fakes/google/calls.ts";
import { ADMIN, BROKEN, breakFive, createCity, nameOf } from "../fakes/many-books.ts";
import { openPlatform, type Platform } from "../fakes/many-platform.ts";
import { type PartWorkers, partWorkers } from "../fakes/part-workers.ts";
import { isMet, type Target, tableWords, targetRow } from "./rows-of-figures.ts";

const BOOKS = 300;
const PROJECTS = 40;
/** A function of serverless.yml has 1,769 MB. */
const MOST_MEMORY = 600e6;
const EVENT = { job: "daily", scheduledTime: "2026-06-11T23:30:00Z" };

interface Morning {
  readonly seconds: number;
  /** By the clock of the quota. */
  readonly minutes: number;
  readonly reads: number;
  readonly writes: number;
  readonly overQuota: number;
  readonly ranking: unknown;
  readonly unnamed: readonly string[];
}

async function morningOn(at: Platform): Promise<Morning> {
  createCity(at.google, BOOKS, PROJECTS);
  breakFive(at.google);
  const [began, start] = [performance.now(), at.clock.now()];
  await at.send("runs", EVENT);
  await at.settle();
  const [seconds, minutes] = [(performance.now() - began) / 1000, (at.clock.now() - start) / 60_000];
  const count = (is: (call: Call) => boolean): number => at.google.calls.filter(is).length;
  return {
    ...{ seconds, minutes, ranking: await rankingIn(at), unnamed: await unnamedBy(at) },
    reads: count(({ method }) => method.endsWith(".get")),
    writes: count(({ method }) => method.endsWith(".batchUpdate")),
    overQuota: count(({ status }) => status === 429),
  };
}

async function rankingIn({ table }: Platform): Promise<unknown> {
  const store = await openDynamoStore(table);
  const [draft] = await store.drafts();
  await store.close();
  return JSON.parse(draft!.body);
}

/** Of the five, those of whom the admin's letter does not speak. */
async function unnamedBy({ ses }: Platform): Promise<readonly string[]> {
  const letters = ses.received.filter(({ to }) => to === ADMIN);
  const texts = await Promise.all(letters.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ""));
  const five = Object.values(BROKEN).map(nameOf);
  return five.filter((name) => !texts.some((text) => text.includes(name)));
}

async function byWorkers(workers: PartWorkers): Promise<Morning> {
  const at = await openPlatform(workers.part);
  try {
    return await morningOn(at);
  } finally {
    workers.close();
    await at.close();
  }
}

async function byOneProcess(): Promise<Morning> {
  const at = await openPlatform();
  for (const name of ["DUBAN_PARTS_QUEUE", "DUBAN_RUNS_QUEUE"]) delete process.env[name];
  try {
    return await morningOn(at);
  } finally {
    await at.close();
  }
}

const HEAD = ["", "reads", "writes", "minutes by the quota", "time without waiting"];
const figures = (name: string, { reads, writes, minutes, seconds }: Morning): readonly string[] => [
  ...[name, `${reads}`, `${writes}`, minutes.toFixed(1), `${seconds.toFixed(0)} s`],
];

const MEGABYTE = 1e6;

async function main(): Promise<boolean> {
  const workers = partWorkers();
  const many = await byWorkers(workers);
  const one = await byOneProcess();
  const targets: readonly Target[] = [
    { name: "rankings that differ", found: isDeepStrictEqual(many.ranking, one.ranking) ? 0 : 1, limit: 0 },
    { name: "broken workbooks not named to the admins", found: many.unnamed.length, limit: 0 },
    { name: "calls over Google's quota", found: many.overQuota, limit: 0 },
    { name: "memory of a worker, MB", found: workers.most() / MEGABYTE, limit: MOST_MEMORY / MEGABYTE },
  ];
  const rows = [HEAD, figures("a queue, two workers, one run", many), figures("one process", one)];
  process.stdout.write(`${BOOKS} workbooks × ${PROJECTS} projects, five broken; ${workers.messages()} messages\n`);
  process.stdout.write(`${tableWords(rows)}\n\n${tableWords(targets.map(targetRow))}\n`);
  return targets.every(isMet);
}

process.exitCode = (await main()) ? 0 : 1;
