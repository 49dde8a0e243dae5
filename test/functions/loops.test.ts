import { expect, it } from "vitest";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { retype } from "../fakes/retyped.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { lettersTo } from "./http-office.ts";

const on = (date: string) => ({ date });

const issue = (code: string, description: string, more: TemplateRow): TemplateRow => ({
  ...{ code, project: "P-001", category: "审批", description, level: "单位", responsibleUnit: "甲县" },
  ...{ reportedOn: on("2026-06-01"), assignedOn: on("2026-06-04") },
  ...more,
});

/** W-1 has done nothing since 4 June, W-2 stands with 分管市领导, W-3 was handed in, and 甲县 sent nothing back yet. */
function rows(): TemplateRows {
  const { people = [], ...rest } = smallOffice();
  const head = (name: string, roles: string, email: string): TemplateRow => ({ name, unit: "甲县", roles, email });
  const begun = { arrangedOn: on("2026-06-08"), firstFeedbackOn: on("2026-06-09") };
  return {
    ...rest,
    milestones: [],
    people: [...people, head("冯正", "主要负责人", "feng@jia.example"), head("陈主", "办公室主任", "chen@jia.example")],
    issues: [
      issue("W-1", "110 千伏线路迁改", {}),
      issue("W-2", '=HYPERLINK("http://x")', {
        ...{ ...begun, assignedOn: on("2026-06-08") },
        ...{ level: "分管市领导", raisedOn: on("2026-06-09"), measures: "两次现场会" },
      }),
      issue("W-3", "取水口用地预审", { ...begun, resolvedOn: on("2026-06-10"), evidence: "批复" }),
    ],
  };
}

it("a problem nobody works on goes up step by step until an accepted answer stops it; a new one goes first in the next letter", async () => {
  const dir = folder();
  const env = (date: string) => office(dir, `2026-06-${date}T08:00`);
  const file = env("12").DUBAN_REGISTRY;
  const run = async (date: string): Promise<void> => {
    const { code, err } = await duban(["run", "daily"], env(date));
    expect([code, err]).toEqual([0, ""]);
  };
  const newest = async (name: string) =>
    (await lettersTo(dir, `${name}@jia.example`)).toSorted((a, b) => (a.date! < b.date! ? -1 : 1)).at(-1);
  const count = async (name: string) => (await lettersTo(dir, `${name}@jia.example`)).length;

  await retype(file, rows());
  await run("12");
  const [clerk, chief, head, sponsor, admin] = await Promise.all(["wang", "chen", "feng", "zhou", "sun"].map(newest));
  expect(clerk!.subject).toContain("1 件问题");
  expect(clerk!.text).toContain("W-1 P-001工程 ·「110 千伏线路迁改」应于6月5日（周五）部署，已逾期 5 个工作日");
  expect(clerk!.text).toContain("满 7 个工作日拟发督办函（规则：逾期升级工作日，2025-01-01 起）");
  expect(chief!.text).toContain("请督促办理。");
  expect(head!.subject).toBe("【督办】请过问 1 件：1 件问题（6月12日）");
  expect(sponsor!.subject).toContain("1 件问题逾期升级，1 件需您协调");
  expect(sponsor!.text).toContain('=HYPERLINK("http://x")');
  expect(sponsor!.text).toContain("6月9日提请分管市领导，已 3 天；6月1日提出，已 11 天。已采取的措施：两次现场会。");
  expect(sponsor!.text).toContain("项目计划竣工12月20日。");
  expect(sponsor!.html).not.toContain('href="http://x');
  expect(admin!.text).toContain("【待核查】W-3 P-001工程 ·「取水口用地预审」甲县");

  const fresh = issue("W-4", "施工便道占用林地", { reportedOn: on("2026-06-12"), assignedOn: on("2026-06-12") });
  const answer: TemplateRow = {
    ...{ code: "重点办督函〔2026〕1号", type: "督办函", unit: "甲县", subject: "W-1", sentOn: on("2026-06-12") },
    ...{ answeredOn: on("2026-06-15"), accepted: "是", acceptedBy: "孙管" },
  };
  const before = await count("feng");
  await retype(file, { ...rows(), issues: [...rows().issues!, fresh], letters: [answer] });
  await run("15");
  const told = (await newest("wang"))!;
  expect(told.subject).toMatch(/^【督办】今天要办 \d+ 件：1 件新交办/);
  expect(told.text!.indexOf("新交办（1 件）")).toBeLessThan(told.text!.indexOf("今天请办"));
  expect(told.text).toContain("1. 【新交办】W-4 P-001工程 ·「施工便道占用林地」今天应部署");

  await run("16");
  expect(await count("feng")).toBe(before);
  expect((await newest("wang"))!.text).not.toContain("「110 千伏线路迁改」应于");

  const closed = { resolvedOn: on("2026-06-16"), evidence: "图", verification: "通过", verifiedBy: "孙管" };
  const done = issue("W-1", "110 千伏线路迁改", {
    ...closed,
    verifiedOn: on("2026-06-16"),
    closedOn: on("2026-06-16"),
  });
  await retype(file, { ...rows(), issues: [done, ...rows().issues!.slice(1), fresh], letters: [answer] });
  const letters = await count("wang");
  await run("17");
  expect(await count("wang")).toBe(letters);
  await run("18");
  expect((await newest("wang"))!.text).toContain("上次提醒后已办结 1 件，谢谢。");
}, 120_000);
