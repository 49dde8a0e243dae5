import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import { openGoogleSheet } from "../../lib/adapters/google-sheets/google-sheet.ts";
import { newestRound } from "../../lib/jobs/round.ts";
import type { Store } from "../../lib/ports/store.ts";
import { locked } from "../contracts/store.ts";
import { DAILY } from "../fakes/lambda-scene.ts";
import {
  ADMIN,
  ATTEMPTS,
  BROKEN,
  breakFive,
  clerkOf,
  createCity,
  idOf,
  nameOf,
  REGISTRY,
} from "../fakes/many-books.ts";
import { openPlatform, type Platform } from "../fakes/many-platform.ts";
import { type PartWorkers, partWorkers } from "../fakes/part-workers.ts";

/** As few as are still many, and small ones: 300 of 40 projects are a bench (test/bench/many-workbooks.ts). */
const BOOKS = 41;
const PROJECTS = 2;

let at: Platform;
let workers: PartWorkers | null = null;
let store: Store;

beforeEach(async () => {
  at = await openPlatform((body, turns) => (workers === null ? at.within(body, turns) : workers.part(body, turns)));
  store = await openDynamoStore(at.table);
});
afterEach(async () => {
  workers?.close();
  workers = null;
  await store.close();
  await at.close();
});

const city = (books = BOOKS): void => createCity(at.google, books, PROJECTS);

/** The event of a morning, and everything that follows from it. */
async function morning(event: object = DAILY): Promise<void> {
  await at.send("runs", event);
  await at.settle();
}

const on = (moment: string): void => {
  process.env.DUBAN_NOW = moment;
};
const callsOf = (id: string): readonly string[] =>
  at.google.calls.filter(({ spreadsheetId }) => spreadsheetId === id).map(({ method }) => method.slice(13));
const countsOf = (list: readonly { readonly part: string }[]) =>
  Object.fromEntries([...Map.groupBy(list, ({ part }) => part)].map(([part, all]) => [part, all.length]));
const overQuota = () => at.google.calls.filter(({ status }) => status === 429);
const rankingOf = async (from: Store): Promise<string> => (await from.drafts())[0]!.body;

async function lettersTo(address: string) {
  const mails = at.ses.received.filter(({ to }) => to === address);
  return Promise.all(mails.map(({ raw }) => PostalMime.parse(raw)));
}

/** The workers have their messages, in a round of this number. */
async function begin(round = 1): Promise<void> {
  for (let n = 1; n < round; n++) await (await locked(store)).release();
  await at.send("runs", DAILY);
  await at.handle("runs");
}

/** How a county's light stands beside its first milestone. */
function lightIn(place: number): string | undefined {
  const [header = [], first = []] = at.google.human(idOf(place)).see("节点");
  return first[header.indexOf("预警")];
}

const FIVE = Object.values(BROKEN).map(nameOf);

describe("many workbooks, five of which cannot be judged", () => {
  test("workers read them, one run ranks as one process would, workers write them; the five are named", async () => {
    workers = partWorkers();
    city();
    breakFive(at.google);
    await begin();
    on("2026-06-12T07:37");
    await at.settle();

    expect(at.runs.map(({ state }) => state)).toEqual(["gathering", "done"]);
    expect(at.runs[1]).toMatchObject({
      trouble: true,
      remarks: ["parts-missing", "tabs-missing"],
      counts: { drafts: 1 },
    });
    const [readings, writings] = [at.parts.slice(0, BOOKS), at.parts.slice(BOOKS)];
    expect(countsOf(readings)).toEqual({ read: BOOKS - 4, unread: 4 });
    expect(countsOf(writings)).toEqual({ written: BOOKS - 4 });
    await morning({ ...DAILY, job: "monthly" });
    expect([at.runs.at(-1)!.state, at.parts.length]).toEqual(["done", 2 * BOOKS - 4]);
    expect(readings.flatMap(({ error }) => error ?? []).toSorted()).toEqual([
      "google-unreachable",
      "workbook-missing",
      "workbook-secret",
      "workbook-unshared",
    ]);

    const findings = JSON.stringify(at.google.human(REGISTRY).see("系统-数据问题"));
    const [letter] = await lettersTo(ADMIN);
    for (const name of FIVE) {
      expect(findings).toContain(name);
      expect(letter!.text).toContain(name);
    }
    expect(findings).not.toContain("某工程");
    expect([lightIn(0), lightIn(1)]).toEqual(["红", "绿"]);
    expect((await lettersTo(clerkOf(0))).length).toBe(1);
    expect(callsOf(idOf(0))).toEqual(["get", "batchUpdate"]);
    expect(overQuota()).toEqual([]);
    console.log(`${workers.messages()} messages, a worker's memory at most ${Math.round(workers.most() / 1e6)} MB`);
    expect(workers.most()).toBeLessThan(600e6);

    expect(JSON.parse(await rankingOf(store))).toEqual(JSON.parse(await rankedByOneProcess()));
  });
});

/** The same morning over the same workbooks, in one process. */
async function rankedByOneProcess(): Promise<string> {
  const alone = await openPlatform();
  try {
    createCity(alone.google, BOOKS, PROJECTS);
    breakFive(alone.google);
    for (const name of ["DUBAN_PARTS_QUEUE", "DUBAN_RUNS_QUEUE"]) delete process.env[name];
    await alone.send("runs", DAILY);
    await alone.handle("runs");
    expect(alone.runs.map(({ state }) => state)).toEqual(["done"]);
    const memory = await openDynamoStore(alone.table);
    const ranking = await rankingOf(memory);
    await memory.close();
    return ranking;
  } finally {
    await alone.close();
  }
}

describe("39 workbooks", () => {
  test("are read and written by the run itself, which reads the registry once", async () => {
    city(39);
    await morning();
    expect(at.runs.map(({ state }) => state)).toEqual(["done"]);
    expect([at.parts, await newestRound(store)]).toEqual([[], null]);
    expect(callsOf(REGISTRY)).toEqual(["get", "batchUpdate"]);
    expect(overQuota()).toEqual([]);
  });
});

describe("the next morning", () => {
  test("says which workbooks are stale and since when, and sends nothing that already stands", async () => {
    city();
    await morning();
    expect(at.runs.at(-1)).toMatchObject({ state: "done", trouble: false });
    at.google.spreadsheets.get(idOf(7))!.shared = false;
    const [parts, letters] = [at.parts.length, at.ses.received.length];
    on("2026-06-15T07:31");
    await morning({ job: "daily", scheduledTime: "2026-06-14T23:30:00Z" });
    expect(at.runs.at(-1)).toMatchObject({ state: "done", trouble: true, remarks: ["parts-stale"] });
    expect(countsOf(at.parts.slice(parts, parts + BOOKS))).toEqual({ read: BOOKS - 1, unread: 1 });
    const admin = (await lettersTo(ADMIN)).at(-1)!;
    expect(admin.text).toContain(`沿用上次读到的数据（截至括号内日期）：${nameOf(7)}（2026-06-12）`);
    expect(at.ses.received.length).toBeGreaterThan(letters);
    const again = at.parts.length;
    on("2026-06-15T09:31");
    await morning({ job: "weekly", scheduledTime: "2026-06-15T01:30:00Z" });
    expect([at.runs.at(-1)!.state, at.parts.length]).toEqual(["already-done", again]);
    await morning({ job: "daily", scheduledTime: "2026-06-12T23:30:00Z" });
    expect([at.runs.at(-1)!.state, at.parts.length]).toEqual(["overtaken", again]);
  });
});

describe("messages", () => {
  test("that come twice, late or of an old round do no harm", async () => {
    city();
    await begin(2);
    const tasks = at.waiting("parts");
    for (const body of tasks.toReversed()) await at.send("parts", JSON.parse(body));
    await at.settle();
    const writes = at.google.calls.filter(({ method }) => method.endsWith("batchUpdate")).length;
    expect(at.runs.filter(({ state }) => state === "done")).toHaveLength(1);
    expect(writes).toBe(BOOKS + 1);
    expect(new Set(at.google.calls.map(({ status }) => status))).toEqual(new Set([200]));
    const letters = at.ses.received.length;
    const read = JSON.parse(tasks[0]!) as { round: number };
    for (const task of [read, { ...read, do: "write" }, { ...read, round: read.round - 1 }, { ...read, place: 999 }])
      await at.send("parts", task);
    await at.settle();
    expect(
      at.parts
        .slice(-4)
        .map(({ part }) => part)
        .toSorted(),
    ).toEqual(["outdated", "outdated", "read", "written"]);
    expect(callsOf(idOf(0)).filter((method) => method === "get")).toHaveLength(2);
    expect(at.runs.at(-1)!.state).toBe("already-done");
    expect(at.ses.received).toHaveLength(letters);
    expect((await store.history(nameOf(0))).tabs.get("milestones")!.size).toBe(2 * PROJECTS);
  });

  test("whose worker is killed in the middle come again, and the last of them begins the run", async () => {
    workers = partWorkers();
    city();
    await begin();
    await at.handle("parts", BOOKS - 1);
    workers.killNext();
    await at.handle("parts");
    expect([at.parts.length, at.waiting("runs")]).toEqual([BOOKS - 1, []]);
    await at.comeAgain("parts");
    await at.handle("parts");
    expect(countsOf(at.parts)).toEqual({ read: BOOKS });
    expect(at.waiting("runs").map((body) => JSON.parse(body).job)).toEqual([DAILY.job]);
  });

  test("that nobody handles until the deadline leave their workbooks missing, and the others are judged", async () => {
    city();
    await begin();
    await at.handle("parts", BOOKS - 2);
    on("2026-06-12T07:45");
    await at.comeAgain("runs");
    await at.handle("runs");
    on("2026-06-12T07:47");
    await at.comeAgain("runs");
    await at.handle("runs");
    expect(at.runs.map(({ state }) => state)).toEqual(["gathering", "gathering", "done"]);
    const late = [BOOKS - 2, BOOKS - 1].map(nameOf).join("、");
    const [letter] = await lettersTo(ADMIN);
    expect(letter!.text).toContain(`2 个分表未能读取，其中的行未计入：${late}。`);
    expect(JSON.stringify(at.google.human(REGISTRY).see("系统-数据问题"))).toContain("限定时间内没有读完");
    await at.settle();
    expect(countsOf(at.parts)).toEqual({ read: BOOKS, written: BOOKS - 2 });
    expect(at.runs.at(-1)!.state).toBe("already-done");
  });

  test("of other jobs of the same hour find the workers at it, and ask nobody again", async () => {
    city();
    for (const job of ["weekly", "daily", "monthly"]) await at.send("runs", { ...DAILY, job });
    await at.handle("runs");
    expect(at.runs.filter(({ state }) => state !== "gathering" && state !== "busy")).toEqual([]);
    expect([at.runs.length, at.waiting("parts").length]).toEqual([3, BOOKS]);
  });
});

describe("a workbook that changes hands between reading and writing", () => {
  const judged = async (): Promise<void> => {
    city();
    await begin();
    await at.handle("parts");
    await at.handle("runs");
    expect(at.runs.at(-1)!.state).toBe("done");
  };
  const doneTo = (place: number) =>
    at.parts.slice(BOOKS).filter((done) => (done as { readonly place?: number }).place === place);

  test("is written when Google answers again, left to the next run when it is not ours any more or another of us was first", async () => {
    await judged();
    const lost = { method: "spreadsheets.batchUpdate", spreadsheetId: idOf(3) } as const;
    at.google.faults.add(...Array.from({ length: ATTEMPTS }, () => ({ ...lost, before: 503 })), {
      ...lost,
      after: 500,
    });
    at.google.spreadsheets.get(idOf(4))!.shared = false;
    await writeAs("another run", idOf(5));
    await at.handle("parts");
    expect(countsOf(at.parts.slice(BOOKS))).toEqual({ written: BOOKS - 3, refused: 1, outrun: 1 });
    expect(doneTo(4)).toMatchObject([{ part: "refused", error: "workbook-unshared" }]);
    expect([doneTo(5)[0]!.part, doneTo(3), lightIn(3)]).toEqual(["outrun", [], undefined]);
    await at.comeAgain("parts");
    await at.settle();
    expect([doneTo(3)[0]!.part, lightIn(3), lightIn(5)]).toEqual(["written", "绿", undefined]);

    at.google.spreadsheets.get(idOf(4))!.shared = true;
    on("2026-06-15T07:31");
    await morning({ job: "daily", scheduledTime: "2026-06-14T23:30:00Z" });
    expect([lightIn(4), lightIn(5)]).toEqual(["绿", "绿"]);
    expect(at.runs.at(-1)).toMatchObject({ state: "done", trouble: false });
    expect(overQuota()).toEqual([]);
  });

  test("is written once when its run fails after all batches were left, and comes again", async () => {
    city();
    await begin();
    await at.handle("parts");
    const fault = { method: "spreadsheets.batchUpdate", spreadsheetId: REGISTRY, before: 500 } as const;
    at.google.faults.add(...Array.from({ length: ATTEMPTS }, () => fault));
    await at.handle("runs");
    expect([at.runs.map(({ state }) => state), at.ses.received]).toEqual([["gathering"], []]);
    expect(at.waiting("parts")).toHaveLength(BOOKS);
    await at.handle("parts", BOOKS / 2);
    await at.comeAgain("runs");
    await at.settle();
    expect(at.runs.filter(({ state }) => state === "done")).toHaveLength(1);
    expect(callsOf(idOf(0)).filter((method) => method === "get")).toHaveLength(2);
    expect(new Set([lightIn(0), lightIn(1), lightIn(BOOKS - 1)])).toEqual(new Set(["红", "绿"]));
    const metadata = at.google.spreadsheets.get(idOf(0))!.metadata.filter(({ metadataKey }) => metadataKey === "duban");
    expect(metadata).toHaveLength(1);
    const recipients = at.ses.received.map(({ to }) => to);
    expect(new Set(recipients).size).toBe(recipients.length);
  });

  test("another run in the meantime makes the round begin anew, and what is left of the old one is dropped", async () => {
    city();
    await begin();
    await at.handle("parts", 5);
    const lock = await locked(store);
    const run = { runKey: "manual:daily", job: "daily", asOf: "2026-06-12", startedAt: "2026-06-11T23:40:00.000Z" };
    const record = (await store.startRun(lock.token, run))!;
    await store.finishRun(lock.token, { ...record, state: "done", finishedAt: run.startedAt });
    await lock.release();
    on("2026-06-12T07:50");
    await at.comeAgain("runs");
    await at.handle("runs");
    expect(at.waiting("parts")).toHaveLength(2 * BOOKS - 5);
    await at.handle("parts");
    expect(countsOf(at.parts)).toEqual({ read: 5 + BOOKS, outdated: BOOKS - 5 });
    expect(at.runs.map(({ state }) => state)).toEqual(["gathering", "gathering"]);
  });

  test("messages that did not all leave are sent again under a new number", async () => {
    city();
    at.sqs.deleteQueue("parts");
    await begin();
    const first = (await newestRound(store))!;
    expect([at.runs, first.sent]).toEqual([[], false]);
    at.sqs.createQueue("parts");
    await at.comeAgain("runs");
    await at.handle("runs");
    const next = (await newestRound(store))!;
    expect([at.runs.map(({ state }) => state), next.sent]).toEqual([["gathering"], true]);
    expect(next.number).toBeGreaterThan(first.number);
    expect(at.waiting("parts").map((body) => JSON.parse(body).round)).toEqual(Array(BOOKS).fill(next.number));
  });
});

/** A batch of ours that nobody expects. */
async function writeAs(who: string, id: string): Promise<void> {
  const sheet = openGoogleSheet(id, { name: who, auth: async () => "token", rootUrl: at.google.url });
  const { revision } = await sheet.read(() => true);
  const header = { title: "谁", format: "text", width: 10, light: false } as const;
  const tab = { title: "系统-试", headers: [header], rows: [[who]], ridesAlong: false };
  const heads = { asOf: "2026-06-12", computedAt: "2026-06-11T23:40:00.000Z", stamp: { storeId: store.id, run: 1 } };
  await sheet.publish({ ...heads, systemTabs: [tab], columns: [] }, revision);
}
