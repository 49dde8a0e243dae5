import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { STEPS } from "../../lib/jobs/one-letter.ts";
import { RUN_STEPS } from "../../lib/jobs/run.ts";
import { sheetRows } from "../fakes/cli.ts";
import { ADMIN, addressOf, codeOf, numbers, SPONSOR } from "../fakes/large-office.ts";
import { DUE_ON_FRIDAY, exitOf, FRIDAY, type RunScene, runScene } from "../fakes/run-scene.ts";

/** Between "decided" and "written": the file that takes the workbook's place. */
const FILE_STEPS = ["file-written", "file-kept", "file-checked", "file-replaced"] as const;
const MARKED: readonly string[] = ["sending-committed", "body-sent"];

let at: RunScene;
afterEach(() => at.close());

/** Every unit's milestone is judged, and people's cells are what they were. */
async function expectIntact(people: number, before: Awaited<ReturnType<RunScene["people"]>>): Promise<void> {
  expect(await at.people()).toEqual(before);
  const [header = [], ...rows] = await sheetRows(at.file, "节点");
  const column = (title: string): number => header.indexOf(title);
  const verdicts = rows.map((row) => [row[0], row[column("预警")], row[column("逾期天数")]]);
  expect(verdicts).toEqual(numbers(people).map((n) => [codeOf(n), "红", 23]));
  expect((await sheetRows(at.file, "系统-节点")).length).toBe(people + 2);
}

describe("a run with 40 letters, killed and run again until it is done", () => {
  const PEOPLE = 40;
  beforeEach(async () => {
    at = await runScene(PEOPLE);
  });

  test.each([...RUN_STEPS, ...FILE_STEPS, ...STEPS])(
    "at %s: each received, none twice without a mark, workbook intact, nothing left behind",
    async (step) => {
      const before = await at.people();
      const inLetters = STEPS.some((one) => one === step) && step !== "notices-recorded";
      const dead = await at.killed({ jobs: DUE_ON_FRIDAY, kill: { step, nth: inLetters ? 20 : 1 } }, FRIDAY);
      expect(dead).toMatchObject({ signal: "SIGKILL", err: "" });

      const again = await at.duban(["run", step === "recorded" ? "daily" : "due", "--json"], FRIDAY);
      expect(again).toMatchObject({ code: MARKED.includes(step) ? 1 : 0, err: "" });
      expect(again.out).not.toContain("standing-");
      expect(await at.faults()).toEqual([]);
      const letters = await at.letters();
      expect(new Set(letters.map(({ to }) => to))).toEqual(
        new Set([...numbers(PEOPLE).map(addressOf), ADMIN, SPONSOR]),
      );
      expect(letters.filter(({ marked }) => marked)).toHaveLength(MARKED.includes(step) ? 1 : 0);
      expect(letters).toHaveLength(PEOPLE + 2 + (step === "body-sent" ? 1 : 0));
      await expectIntact(PEOPLE, before);
      expect(await at.names()).toEqual([".duban-backups", "台账.xlsx", "台账.xlsx.duban.sqlite"]);
    },
  );
});

describe("a run with 200 letters through a real server", () => {
  const PEOPLE = 200;
  beforeEach(async () => {
    at = await runScene(PEOPLE);
  });
  const received = async (): Promise<number> => (await at.letters()).length;

  test("killed with the hundredth letter open: all received, that one again and marked, and the admin is told of it", async () => {
    const before = await at.people();
    const kill = { step: "body-sent", nth: 100 };
    expect(await at.killed({ jobs: DUE_ON_FRIDAY, kill }, FRIDAY)).toMatchObject({ signal: "SIGKILL" });
    expect(await received()).toBe(100);
    expect(await at.duban(["run", "due"], FRIDAY)).toMatchObject({ code: 1 });
    expect(await at.faults()).toEqual([]);
    expect(await received()).toBe(PEOPLE + 3);
    const [twice] = (await at.letters()).filter(({ marked }) => marked);
    const admin = (await at.letters()).findLast(({ to }) => to === ADMIN)!;
    expect(admin.text).toContain(twice!.to);
    await expectIntact(PEOPLE, before);
  });

  test("of two runs at once one works; the other says so, changes nothing and exits 0", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    at.smtp.gate = promise;
    const first = exitOf(at.start(["run", "due", "--json"], FRIDAY));
    await expect.poll(() => at.smtp.sessions.size, { timeout: 50_000 }).toBe(1);
    const second = await at.duban(["run", "due"], FRIDAY);
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toContain("另一次运行正在进行");
    const third = await at.duban(["run", "daily", "--json"], FRIDAY);
    expect(JSON.parse(third.out)).toMatchObject({ state: "busy", cellsChanged: 0, messages: [] });
    resolve();
    expect(await first).toMatchObject({ code: 0, err: "" });
    expect(await at.faults()).toEqual([]);
    expect(await received()).toBe(PEOPLE + 2);
  });

  test("lines dropped after the final dot: exit 1, those letters are uncertain and come again marked; the next run has nothing to do", async () => {
    const dropped = new Set<string>();
    at.smtp.trouble = (to) => {
      if (!/^p\d\d7@/.test(to) || dropped.has(to)) return null;
      dropped.add(to);
      return { at: "after-dot", drop: true };
    };
    const ran = await at.duban(["run", "due", "--json"], FRIDAY);
    expect(ran).toMatchObject({ code: 1, err: "" });
    const { messages } = JSON.parse(ran.out) as { messages: { to: string; state: string }[] };
    expect(new Set(messages.filter(({ state }) => state === "uncertain").map(({ to }) => to))).toEqual(dropped);
    expect(await at.faults()).toEqual([]);
    const marked = (await at.letters()).filter((letter) => letter.marked).map(({ to }) => to);
    expect(marked.toSorted()).toEqual([...dropped].toSorted());
    expect(await at.duban(["run", "due"], FRIDAY)).toMatchObject({ code: 0 });
    expect(await received()).toBe(PEOPLE + 2 + dropped.size);
  });
});

describe("a run with 10 letters", () => {
  const PEOPLE = 10;
  beforeEach(async () => {
    at = await runScene(PEOPLE);
  });

  test("a person whose line drops every time that day gets one marked letter that day and one on the next working day", async () => {
    const unlucky = addressOf(3);
    at.smtp.trouble = (to) => (to === unlucky ? { at: "after-dot", drop: true } : null);
    expect(await at.duban(["run", "due"], FRIDAY)).toMatchObject({ code: 1 });
    expect(await at.duban(["run", "daily"], FRIDAY)).toMatchObject({ code: 1 });
    const lettersTo = async () => (await at.letters()).filter(({ to }) => to === unlucky).map(({ marked }) => marked);
    expect(await lettersTo()).toEqual([false, true]);
    at.smtp.trouble = () => null;
    expect(await at.duban(["run", "due"], "2026-06-13T08:00")).toMatchObject({ code: 1 });
    expect(await lettersTo()).toHaveLength(2);
    await at.duban(["run", "due"], "2026-06-15T08:00");
    expect(await lettersTo()).toEqual([false, true, true]);
    expect(await at.faults()).toEqual([]);
    expect(await at.duban(["run", "due"], "2026-06-16T08:00")).toMatchObject({ code: 0 });
    expect(await lettersTo()).toHaveLength(3);
  });

  test("three days on which every run died bring each person one current letter, not three", async () => {
    for (const day of ["2026-06-09", "2026-06-10", "2026-06-11"]) {
      const task = {
        jobs: [{ job: "daily", runKey: `daily@${day}` }],
        kill: { step: "before-connect", nth: 1 },
      } as const;
      expect(await at.killed(task, `${day}T08:00`)).toMatchObject({ signal: "SIGKILL" });
    }
    expect(await at.duban(["run", "due"], FRIDAY)).toMatchObject({ code: 0 });
    expect(await at.faults()).toEqual([]);
    const letters = await at.letters();
    expect(letters).toHaveLength(PEOPLE + 2);
    for (const { text, to } of letters.filter((letter) => letter.to.startsWith("p0"))) {
      expect(text, to).toContain("已逾期 23 天");
      expect(text, to).not.toMatch(/已逾期 (20|21|22) 天/);
    }
  });
});
