import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { AT_HALF_PAST_SEVEN, answers, DAILY, holdAfter, invoked, stateOf } from "../fakes/lambda-scene.ts";
import { type RunScene, runScene } from "../fakes/run-scene.ts";

const PEOPLE = 12;
const ALL = PEOPLE + 2;
const SOON = "2026-06-12T07:31";
const SLOTS = "daily@2026-06-12+weekly@2026-06-08+monthly@2026-05";

let at: RunScene;
beforeEach(async () => {
  at = await runScene(PEOPLE);
});
afterEach(() => at.close());

const many = (times: number, event: unknown = DAILY): readonly unknown[] => Array.from({ length: times }, () => event);
const record = (messageId: string, body: unknown) => ({
  ...{ messageId, receiptHandle: "r", eventSource: "aws:sqs", attributes: { ApproximateReceiveCount: "1" } },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

async function runs() {
  const store = await openSqliteStore(`${at.file}.duban.sqlite`, { readOnly: true });
  const found = await store.runs();
  await store.close();
  return found;
}

/** Everybody has one letter, none is marked as a possible repetition. */
async function expectOneLetterEach(): Promise<void> {
  expect(await at.faults()).toEqual([]);
  const letters = await at.letters();
  expect(letters.map(({ to }) => to).toSorted()).toEqual([...new Set(letters.map(({ to }) => to))].toSorted());
  expect(letters).toHaveLength(ALL);
  expect(letters.filter(({ marked }) => marked)).toEqual([]);
}

describe("a hundred deliveries of one event", () => {
  test("make one run and one set of mails: ninety-nine say busy while it works, all say already-done afterwards", async () => {
    const { held, open } = holdAfter(at, 1);
    const processes = Array.from({ length: 4 }, () => invoked(at, SOON, many(25)));
    await held;
    const said = () => processes.flatMap((one) => one.said);
    await expect.poll(() => said().length, { timeout: 90_000 }).toBe(99);
    expect(new Set(said().map(stateOf))).toEqual(new Set(["busy"]));
    open();
    for (const { ended } of processes) expect(await ended).toMatchObject({ code: 0, err: "" });
    expect(
      said()
        .map(stateOf)
        .filter((state) => state === "done"),
    ).toHaveLength(1);
    await expectOneLetterEach();
    expect((await runs()).map(({ runKey, state }) => `${runKey} ${state}`).toSorted()).toEqual([
      "daily@2026-06-12 done",
      "monthly@2026-05 done",
      "weekly@2026-06-08 done",
    ]);

    expect(new Set((await answers(at, SOON, many(100))).map(stateOf))).toEqual(new Set(["already-done"]));
    await expectOneLetterEach();
  });

  test("at once and unhindered: one is done, none fails", async () => {
    const processes = [1, 2, 3].map(() => invoked(at, SOON, many(10)));
    for (const { ended } of processes) expect(await ended).toMatchObject({ code: 0, err: "" });
    const states = processes.flatMap(({ said }) => said).map(stateOf);
    expect(states.filter((state) => state === "done")).toHaveLength(1);
    expect(states.filter((state) => state !== "done" && state !== "busy" && state !== "already-done")).toEqual([]);
    await expectOneLetterEach();
  });
});

describe("one event", () => {
  test("runs all that is due with it, so that each person gets one letter; the other timers find nothing left", async () => {
    const [done] = await answers(at, SOON, [{ job: "weekly", scheduledTime: AT_HALF_PAST_SEVEN }]);
    expect(done!.answer).toMatchObject({
      state: "done",
      job: "weekly",
      asOf: "2026-06-12",
      runKey: SLOTS,
      trouble: false,
    });
    expect(done!.answer).toMatchObject({ counts: { sent: ALL, drafts: 1 }, remarks: [] });
    for (const job of ["daily", "weekly", "monthly"])
      expect((await answers(at, SOON, [{ ...DAILY, job }])).map(stateOf)).toEqual(["already-done"]);
    await expectOneLetterEach();
  });

  test("before the hour of its job is not due, and changes nothing", async () => {
    const early = { job: "daily", scheduledTime: "2026-06-12T07:29:59+08:00" };
    expect((await answers(at, SOON, [early])).map(stateOf)).toEqual(["not-due"]);
    expect([await runs(), at.smtp.received]).toEqual([[], []]);
  });

  test("delivered on the next morning means its own day; after that day's run it is overtaken and mails nobody", async () => {
    const thursday = { job: "daily", scheduledTime: "2026-06-10T23:30:00Z" };
    const [late] = await answers(at, "2026-06-12T07:00", [thursday]);
    expect(late!.answer).toMatchObject({ state: "done", asOf: "2026-06-11" });
    expect(late!.answer!.runKey).toContain("daily@2026-06-11");
    await expectOneLetterEach();
    expect((await answers(at, SOON, [DAILY])).map(stateOf)).toEqual(["done"]);
    const letters = at.smtp.received.length;
    const wednesday = { job: "daily", scheduledTime: "2026-06-09T23:30:00Z" };
    const states = (await answers(at, SOON, [thursday])).concat(await answers(at, SOON, [wednesday])).map(stateOf);
    expect(states).toEqual(["already-done", "overtaken"]);
    expect(at.smtp.received).toHaveLength(letters);
  });

  test("of a day to come is refused", async () => {
    const tomorrow = { job: "daily", scheduledTime: "2026-06-12T23:30:00Z" };
    expect((await answers(at, SOON, [tomorrow])).map(stateOf)).toEqual(["RunError: after-today"]);
    expect([await runs(), at.smtp.received]).toEqual([[], []]);
  });
});

describe("a run on demand just before the scheduled one", () => {
  test("does not swallow it: the slot is run, and nobody gets a second letter", async () => {
    expect(await at.duban(["run", "daily"], "2026-06-12T07:29")).toMatchObject({ code: 0 });
    await expectOneLetterEach();
    const [done] = await answers(at, SOON, [DAILY]);
    expect(done!.answer).toMatchObject({ state: "done", runKey: SLOTS, counts: { sent: 0 } });
    expect(at.smtp.received).toHaveLength(ALL);
    const keys = (await runs()).filter(({ state }) => state === "done").map(({ runKey }) => runKey.slice(0, 12));
    expect(keys.toSorted()).toEqual(["daily@2026-0", "manual:daily", "monthly@2026", "weekly@2026-"]);
  });

  test("still at work: the event is told busy, comes again from its queue and is done", async () => {
    const { held, open } = holdAfter(at, 3);
    const manual = at.duban(["run", "daily"], "2026-06-12T07:29");
    await held;
    const event = { Records: [record("a", DAILY)] };
    expect(await answers(at, SOON, [event])).toEqual([{ answer: { batchItemFailures: [{ itemIdentifier: "a" }] } }]);
    open();
    expect(await manual).toMatchObject({ code: 0 });
    expect(await answers(at, SOON, [event])).toEqual([{ answer: { batchItemFailures: [] } }]);
    expect((await runs()).some(({ runKey, state }) => runKey === "daily@2026-06-12" && state === "done")).toBe(true);
    expect(at.smtp.received).toHaveLength(ALL);
    expect(new Set(at.smtp.received.map(({ to }) => to)).size).toBe(ALL);
  });
});

describe("a run that is interrupted", () => {
  test("killed between two letters: the next delivery goes on, each person has one letter", async () => {
    const { held, open } = holdAfter(at, 5);
    const { child, ended } = invoked(at, SOON, [DAILY]);
    await held;
    const recorded = async () => (await at.ledger()).messages.filter(({ state }) => state === "sent").length;
    await expect.poll(recorded, { timeout: 30_000 }).toBe(5);
    child.kill("SIGKILL");
    expect(await ended).toMatchObject({ signal: "SIGKILL" });
    open();
    expect((await answers(at, SOON, [DAILY])).map(stateOf)).toEqual(["done"]);
    await expectOneLetterEach();
  });

  test("by SIGTERM: it ends the letter it is at, begins no other and frees the store; the next delivery goes on", async () => {
    const { held, open } = holdAfter(at, 5);
    const { child, ended, said, left } = invoked(at, SOON, [DAILY]);
    await held;
    child.kill("SIGTERM");
    for (const ms of [900_000, 900_000]) await left(ms);
    open();
    expect(await ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(said.map(stateOf)).toEqual(["RunError: stopped"]);
    expect(at.smtp.received.length).toBeLessThan(ALL);
    expect((await runs()).map(({ state, error }) => `${state} ${error}`)).toEqual(Array(3).fill("failed stopped"));
    expect((await answers(at, SOON, [DAILY])).map(stateOf)).toEqual(["done"]);
    await expectOneLetterEach();
  });

  test("with too little time left for another letter stops before it; the next delivery goes on", async () => {
    const { held, open } = holdAfter(at, 5);
    const { ended, said, left } = invoked(at, SOON, [{ Records: [record("a", DAILY), record("b", DAILY)] }]);
    await held;
    await left(19_999);
    open();
    const { out } = await ended;
    expect(said).toEqual([{ answer: { batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "b" }] } }]);
    expect(out.match(/"error":"out-of-time"/g)).toHaveLength(2);
    expect(at.smtp.received.length).toBeLessThan(ALL);
    expect((await answers(at, SOON, [DAILY])).map(stateOf)).toEqual(["done"]);
    await expectOneLetterEach();
  });

  test("a wait for the mail server that would outlast the time is not begun", async () => {
    at.smtp.trouble = (to) => (to === "" ? null : { at: "rcpt", code: 451 });
    const { said, ended, left } = invoked(at, SOON, [DAILY]);
    await left(21_000);
    await ended;
    expect(said.map(stateOf)).toEqual(["RunError: out-of-time"]);
    at.smtp.trouble = () => null;
    expect((await answers(at, SOON, [DAILY])).map(stateOf)).toEqual(["done"]);
    await expectOneLetterEach();
  });
});

describe("what is logged and answered", () => {
  test("is one line for each run, without an address, a name or a secret", async () => {
    const secret = { DUBAN_MAIL: `smtp://post:geheim@127.0.0.1:${at.smtp.port}` };
    const failing = invoked(at, SOON, [DAILY], "scheduled", secret);
    const first = await failing.ended;
    const ran = invoked(at, SOON, [DAILY]);
    const outs = [first, await ran.ended];
    expect(failing.said).toMatchObject([{ answer: { state: "done", trouble: true, remarks: ["mail-stopped"] } }]);
    for (const { out, err } of outs) {
      expect(err).toBe("");
      expect(out.trim().split("\n")).toHaveLength(1);
      expect(JSON.parse(out)).toMatchObject({ run: "daily", scheduledTime: "2026-06-11T23:30:00.000Z" });
    }
    const all = JSON.stringify([outs.map(({ out }) => out), failing.said, ran.said]);
    expect(all).not.toMatch(/geheim|@jia|第001局|P-001|台账/);
  });

  test("a run that failed is an error with a code, so that it is tried again", async () => {
    const missing = { DUBAN_REGISTRY: `${at.file}.gone.xlsx` };
    const gone = invoked(at, SOON, [DAILY], "scheduled", missing);
    expect(JSON.parse((await gone.ended).out)).toMatchObject({
      level: "error",
      state: "failed",
      error: "workbook-missing",
    });
    expect(gone.said.map(stateOf)).toEqual(["RunError: workbook-missing"]);
    const config = await answers(at, SOON, [DAILY], "scheduled", { DUBAN_MAIL: "smpt://x", DUBAN_STORE: "y" });
    expect(String(stateOf(config[0]!))).toMatch(/^RunError: config；DUBAN_MAIL .*；DUBAN_STORE /);
  });
});

const REFUSED: readonly (readonly [what: string, event: unknown, faults: readonly string[]])[] = [
  ["nothing", null, ["“null” 不是 {"]],
  ["text", "daily", ["“daily” 不是 {"]],
  ["no field", {}, ["job 没有填写 不是 daily、weekly、monthly", "scheduledTime 没有填写 不是带时区的时间"]],
  ["a job nobody knows", { ...DAILY, job: "hourly" }, ["job “hourly” 不是 daily、weekly、monthly"]],
  ["a job of the prototype", { ...DAILY, job: "constructor" }, ["job “constructor” 不是"]],
  [
    "a placeholder",
    { ...DAILY, scheduledTime: "<aws.scheduler.scheduled-time>" },
    ["“<aws.scheduler.scheduled-time>” 不是带时区的时间"],
  ],
  [
    "a time without a zone",
    { ...DAILY, scheduledTime: "2026-06-12T07:30:00" },
    ["“2026-06-12T07:30:00” 不是带时区的时间"],
  ],
  [
    "a day that does not exist",
    { ...DAILY, scheduledTime: "2026-02-30T07:30:00Z" },
    ["“2026-02-30T07:30:00Z” 不是带时区的时间"],
  ],
  ["a number", { ...DAILY, scheduledTime: 1_781_220_600 }, ["“1781220600” 不是带时区的时间"]],
  ["more than asked", { ...DAILY, asOf: "2026-06-12", to: "x" }, ["不认识的项 “asOf”、“to”"]],
  [
    "all at once",
    { job: 1, scheduledTime: "x\n<b>", extra: 1 },
    ["job “1” 不是", "scheduledTime “x <b>” 不是", "不认识的项 “extra”"],
  ],
  [
    "a queue of another kind",
    { Records: [{ ...record("a", DAILY), eventSource: "aws:s3" }] },
    ["job 没有填写", "scheduledTime 没有填写", "不认识的项 “Records”"],
  ],
];

describe("an event that is not ours", () => {
  test("is refused with all its faults, and nothing is opened", async () => {
    const { said, ended } = invoked(
      at,
      SOON,
      REFUSED.map(([, event]) => event),
    );
    const { out } = await ended;
    expect(said).toHaveLength(REFUSED.length);
    REFUSED.forEach(([what, , faults], index) => {
      for (const fault of faults) expect(said[index]!.error, what).toContain(fault);
      expect(said[index]!.error, what).toMatch(/^RunError: event-refused；/);
      expect(said[index]!.error!.split("；"), what).toHaveLength(1 + faults.length);
    });
    expect(out.trim().split("\n")).toHaveLength(REFUSED.length);
    expect(await at.names()).toEqual(["台账.xlsx"]);
  });

  test("in a queue stays there alone: the rest of its batch is settled", async () => {
    const Records = [
      record("a", "no json"),
      record("b", DAILY),
      record("c", { ...DAILY, job: "x" }),
      record("d", DAILY),
    ];
    const [said] = await answers(at, SOON, [{ Records }]);
    expect(said).toEqual({ answer: { batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "c" }] } });
    await expectOneLetterEach();
  });
});
