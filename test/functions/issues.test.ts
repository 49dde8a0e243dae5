import { expect, it } from "vitest";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });

const issue = (code: string, more: TemplateRow): TemplateRow => ({
  code,
  project: "P-001",
  category: "征地拆迁",
  description: "红线内 6 户未签约",
  reportedOn: on("2026-05-20"),
  responsibleUnit: "甲县",
  assignedOn: on("2026-06-01"),
  arrangedOn: on("2026-06-02"),
  firstFeedbackOn: on("2026-06-03"),
  ...more,
});

const solved: TemplateRow = { resolvedOn: on("2026-06-05"), evidence: "协议照片", verification: "通过" };

const withIssues = (...issues: readonly TemplateRow[]) => ({ ...smallOffice(), issues });

/** 状态, 当前时限, 预警, 系统说明 of every row of 问题, by its number. */
async function shownIn(file: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const [header, ...rows] = await sheetRows(file, "问题");
  const at = (name: string): number => header!.indexOf(name);
  const day = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? null));
  return Object.fromEntries(
    rows.map((row) => [
      String(row[at("问题编号")]),
      ["状态", "当前时限", "预警", "系统说明"].map((name) => day(row[at(name)])),
    ]),
  );
}

it("problems carry their state, their day, their light and the reason beside the row and in 系统-问题", async () => {
  const settings = office(folder(), "2026-06-12T08:00");
  await writeRegistry(
    settings.DUBAN_REGISTRY,
    withIssues(
      issue("W-1", {}),
      issue("W-2", { ...solved, verifiedBy: "孙管", verifiedOn: on("2026-06-09") }),
      issue("W-3", { ...solved, verifiedBy: "王联", verifiedOn: on("2026-06-09") }),
      issue("W-4", { assignedOn: null, arrangedOn: null, firstFeedbackOn: null }),
    ),
  );
  const ran = await duban(["run", "daily", "--json"], settings);
  expect(await shownIn(settings.DUBAN_REGISTRY)).toEqual({
    "W-1": [
      "已反馈",
      "2026-06-08",
      "黄",
      "W-1：黄：办结由甲县负责，时限6月8日（周一），逾期 4 个工作日（3–6 个工作日为黄）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号，逾期天数保留。",
    ],
    "W-2": ["已销号", null, "绿", "W-2：绿：6月5日办结，未超过时限6月8日，6月9日核查通过销号。"],
    "W-3": [
      "待核查",
      null,
      null,
      "W-3：6月5日办结，未超过时限6月8日，待核查；已填通过，但核查人属于责任单位，暂不销号；请由责任单位以外的人核查。",
    ],
    "W-4": ["待交办", null, null, "W-4：待重点办交办；请明确责任单位和责任人，并填写交办日期。"],
  });
  const mirror = await sheetRows(settings.DUBAN_REGISTRY, "系统-问题");
  expect(mirror[1]).toEqual(["问题编号", "问题描述", "状态", "当前时限", "预警", "系统说明"]);
  expect(mirror.slice(2).map(([code, , state]) => [code, state])).toEqual([
    ["W-1", "已反馈"],
    ["W-2", "已销号"],
    ["W-3", "待核查"],
    ["W-4", "待交办"],
  ]);
  const { findings } = ran.json() as { findings: { code: string; key: string; message: string; unit: string }[] };
  const found = findings.find(({ code }) => code === "issue-not-closed")!;
  expect(found).toMatchObject({ key: "W-3", unit: "甲县" });
  expect(found.message).toMatch(/^「问题」[A-Z]+4 核查人：核查人属于责任单位，不能销号。$/);
});

it("a problem that is not overdue keeps its cells from day to day: they count no days", async () => {
  const settings = office(folder(), "2026-06-03T08:00");
  const granted = {
    extensionAskedOn: on("2026-06-03"),
    extendedTo: on("2026-06-26"),
    approver: "周市长",
    approvedOn: on("2026-06-03"),
  };
  await writeRegistry(settings.DUBAN_REGISTRY, withIssues(issue("W-1", granted)));
  await duban(["run", "daily"], settings);
  const before = await shownIn(settings.DUBAN_REGISTRY);
  await duban(["run", "daily"], { ...settings, DUBAN_NOW: "2026-06-09T08:00" });
  expect(await shownIn(settings.DUBAN_REGISTRY)).toEqual(before);
  expect(before["W-1"]![3]).toBe(
    "W-1：办结由甲县负责，时限6月26日（周五）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号。经批准延期 1 次（原时限6月8日）。",
  );
  await duban(["run", "daily"], { ...settings, DUBAN_NOW: "2026-06-24T08:00" });
  expect((await shownIn(settings.DUBAN_REGISTRY))["W-1"]!.slice(2)).toEqual([
    "蓝",
    "W-1：蓝：办结由甲县负责，时限6月26日（周五）（临期）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号。经批准延期 1 次（原时限6月8日）。",
  ]);
});

it("what is typed over later is remembered: an extension granted, a day of 交办, a 重开; explain shows days and cells", async () => {
  const settings = office(folder(), "2026-06-03T08:00");
  const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
  const runWith = async (now: string, row: TemplateRow) => {
    await writeRegistry(settings.DUBAN_REGISTRY, withIssues(row));
    await duban(["adopt"], at(now));
    await duban(["run", "daily"], at(now));
    return (await shownIn(settings.DUBAN_REGISTRY))["W-1"]!;
  };
  await runWith("2026-06-03T08:00", issue("W-1", {}));
  const granted = {
    extensionAskedOn: on("2026-06-08"),
    extendedTo: on("2026-06-26"),
    approver: "周市长",
    approvedOn: on("2026-06-08"),
  };
  expect((await runWith("2026-06-09T08:00", issue("W-1", granted))).slice(0, 3)).toEqual([
    "办理中",
    "2026-06-26",
    null,
  ]);
  const wiped = await runWith("2026-06-12T08:00", issue("W-1", { assignedOn: on("2026-06-11") }));
  expect(wiped.slice(0, 3)).toEqual(["办理中", "2026-06-26", null]);
  expect(wiped[3]).toContain("经批准延期 1 次（原时限6月8日）。交办日期改填为6月11日，时限已起算，仍按6月1日计。");
  const explained = await duban(["explain", "W-1"], at("2026-06-12T08:00"));
  expect(explained.out).toContain("W-1 红线内 6 户未签约\n  办理中。办结由甲县负责，时限6月26日（周五）");
  expect(explained.out).toMatch(/规则：问题时限（2025-01-01 起；“13710”/);
  expect(explained.out).toContain("原时限 2026-06-08；时限（判定用） 2026-06-26");
  expect(explained.out).toMatch(/「问题」K2 交办日期：2026-06-11\n/);
  const closed = { ...solved, verifiedBy: "孙管", verifiedOn: on("2026-06-15"), resolvedOn: on("2026-06-12") };
  expect((await runWith("2026-06-16T08:00", issue("W-1", closed)))[0]).toBe("已销号");
  const again = await runWith("2026-06-24T08:00", issue("W-1", { ...closed, reopenedOn: on("2026-06-23") }));
  expect(again.slice(0, 3)).toEqual(["已交办", "2026-06-24", "蓝"]);
  expect(again[3]).toContain("6月23日重开，时限重新计算。办结时限6月30日（周二）。");
  expect((await runWith("2026-06-25T08:00", issue("W-1", closed)))[0]).toBe("已交办");
  const past = await duban(
    ["explain", "W-1", "--as-of", "2026-06-09", "--known-at", "2026-06-09"],
    at("2026-06-25T08:00"),
  );
  expect(past.out).toContain("办理中。办结由甲县负责，时限6月26日（周五）");
});
