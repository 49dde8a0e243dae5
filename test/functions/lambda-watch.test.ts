import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answers, DAILY, invoked, stateOf } from "../fakes/lambda-scene.ts";
import { ADMIN } from "../fakes/large-office.ts";
import { type RunScene, runScene } from "../fakes/run-scene.ts";

const PEOPLE = 3;
const FRIDAY_MISSED = "日常运行漏 1 次：6月12日（周五）07:30 应做而未做";

let at: RunScene;
beforeEach(async () => {
  at = await runScene(PEOPLE);
  await at.duban(["run", "due"], "2026-06-11T07:30");
});
afterEach(() => at.close());

const watched = async (now: string) => (await answers(at, now, [{}], "watch")).map(stateOf);
/** The admin's letters that say it, by the day in their subject. */
const told = async (words: string): Promise<readonly string[]> =>
  (await at.letters())
    .filter(({ to, text }) => to === ADMIN && text.includes(words))
    .map(({ subject }) => /\d+月\d+日/.exec(subject)![0]);

describe("a due run that did not happen is told to the admins", () => {
  test("by the next run of anything, once", async () => {
    expect(await at.duban(["run", "weekly"], "2026-06-15T07:30")).toMatchObject({ code: 0 });
    expect(await told(FRIDAY_MISSED)).toEqual(["6月15日"]);
    const [letter] = (await at.letters()).filter(({ to, text }) => to === ADMIN && text.includes(FRIDAY_MISSED));
    expect(letter!.subject).toContain("3 项请处理");
    expect(letter!.text).toContain("由下一次运行一并补上。");
    expect(letter!.text).toContain("没有那次运行的记录，请查定时任务是否停用或失败。");
    await at.duban(["run", "due"], "2026-06-16T07:30");
    expect(await told(FRIDAY_MISSED)).toEqual(["6月15日"]);
    expect(await told("6月15日（周一）07:30 应做而未做")).toEqual(["6月16日"]);
  });

  test("on the next working day when the next run falls on a rest day, whoever runs in between", async () => {
    await at.duban(["run", "due"], "2026-06-13T07:30");
    await at.duban(["run", "due"], "2026-06-14T07:30");
    expect(await told(FRIDAY_MISSED)).toEqual([]);
    await at.duban(["run", "due"], "2026-06-15T07:30");
    expect(await told(FRIDAY_MISSED)).toEqual(["6月15日"]);
    expect(await at.faults()).toEqual([]);
  });

  test("not when the run itself is only late", async () => {
    expect((await answers(at, "2026-06-12T11:00", [DAILY])).map(stateOf)).toEqual(["done"]);
    await at.duban(["run", "due"], "2026-06-13T07:30");
    await at.duban(["run", "due"], "2026-06-14T07:30");
    await at.duban(["run", "due"], "2026-06-15T07:30");
    expect(await told("应做而未做")).toEqual([]);
  });
});

describe("the watch", () => {
  test("is well within the hour, fails after it with the run's key, and is well again once it was run", async () => {
    expect(await watched("2026-06-12T08:05")).toEqual(["well"]);
    expect(await watched("2026-06-12T09:05")).toEqual(["RunError: missed；daily@2026-06-12"]);
    await answers(at, "2026-06-12T09:30", [DAILY]);
    expect(await watched("2026-06-12T10:05")).toEqual(["well"]);
  });

  test("mails the admins at once and nobody else, once for each missed run", async () => {
    const before = at.smtp.received.length;
    await watched("2026-06-12T09:05");
    expect(at.smtp.received.slice(before).map(({ to }) => to)).toEqual([ADMIN]);
    expect(await told(FRIDAY_MISSED)).toEqual(["6月12日"]);
    await watched("2026-06-12T10:05");
    expect(at.smtp.received).toHaveLength(before + 1);
    await watched("2026-06-15T09:05");
    expect(await told(FRIDAY_MISSED)).toEqual(["6月12日"]);
    expect(await told("6月15日（周一）07:30 应做而未做")).toEqual(["6月15日"]);
  });

  test("fails also where no mail works and before any run, and one line says so without an address", async () => {
    at.smtp.trouble = () => ({ at: "greeting", drop: true });
    const { ended, said } = invoked(at, "2026-06-12T09:05", [{}], "watch", { DUBAN_MAIL: "" });
    expect(await ended).toMatchObject({ code: 0, err: "" });
    expect(said.map(stateOf)).toEqual(["RunError: missed；daily@2026-06-12"]);
    const { out } = await ended;
    expect(JSON.parse(out)).toEqual({ level: "error", watch: "missed", missed: ["daily@2026-06-12"], sent: 0 });
    const fresh = { DUBAN_STORE: `sqlite:${at.dir}/fresh.sqlite` };
    const never = await answers(at, "2026-06-12T09:05", [{}], "watch", fresh);
    expect(never.map(stateOf)).toEqual(["RunError: missed；daily@2026-06-12"]);
  });

  test("does not go on about a month that was missed and told: the next one is in force", async () => {
    await at.duban(["run", "daily"], "2026-08-10T07:30");
    expect(await told("补做请运行 duban run monthly --period 2026-06。")).toEqual(["8月10日"]);
    await at.duban(["run", "due"], "2026-08-11T07:30");
    expect((await at.duban(["jobs"], "2026-08-11T09:05")).out).toContain("duban run monthly --period 2026-06；");
    expect(await watched("2026-08-11T09:05")).toEqual(["well"]);
    await at.duban(["run", "monthly", "--period", "2026-06"], "2026-08-11T09:10");
    expect((await at.duban(["jobs"], "2026-08-11T09:15")).out).not.toContain("--period 2026-06");
  });
});
