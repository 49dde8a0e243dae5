import { describe, expect, it } from "vitest";
import { blocksOf } from "../../lib/domain/minutes/blocks.ts";
import { readMinutes } from "../../lib/domain/minutes/minutes.ts";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import { freeCodes } from "../../lib/registry/free-codes.ts";
import { personNames, unitNames } from "../../lib/registry/names.ts";
import { type Names, taskProposals, vocabularyOf } from "../../lib/registry/task-proposals.ts";
import { taskNotes } from "../../lib/views/minutes-notes.ts";

const names: Names = {
  units: unitNames([
    { name: "市水务局", aliases: ["水务"] },
    { name: "市林业局", aliases: ["林水"] },
    { name: "市农业局", aliases: ["林水"] },
    { name: "甲县", aliases: [] },
    { name: "乙县", aliases: [] },
  ]),
  people: personNames([
    { name: "周建国", unit: "市政府" },
    { name: "李强", unit: "甲县" },
    { name: "李强", unit: "乙县" },
  ]),
};

function rows(text: string, known: Names = names) {
  const reading = readMinutes(blocksOf(`会议时间：2026年3月5日\n${text}`), vocabularyOf(known), builtInCalendar());
  const codes = reading.items.map((_, n) => `HY-${n + 1}`);
  return taskProposals(reading, known, { title: "调度会.txt", codes }).map((task) => ({
    ...task.cells,
    notes: taskNotes(task, reading.meeting.meeting),
  }));
}

const one = (text: string, known?: Names) => {
  const found = rows(`一、${text}`, known);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe("a row of 任务 from an item of the minutes", () => {
  it("takes number, source, day, words, units and limit", () => {
    expect(one("由市水务局牵头，甲县、乙县配合，6月底前完成泵站检修。")).toMatchObject({
      code: "HY-1",
      source: "会议",
      sourceName: "调度会.txt",
      sourceDate: "2026-03-05",
      content: "由市水务局牵头，甲县、乙县配合，6月底前完成泵站检修",
      leadUnit: "市水务局",
      cooperatingUnits: "甲县、乙县",
      due: "2026-06-30",
    });
  });

  it("a unit that is in no list is not filled in but quoted, with the nearest name", () => {
    const { leadUnit, notes } = one("由市水利局牵头，6月底前完成泵站检修。") as {
      leadUnit?: string;
      notes: readonly string[];
    };
    expect(leadUnit).toBeUndefined();
    expect(notes).toContain("牵头单位：“市水利局”不在「单位」表，最接近“市水务局”，未填。");
    expect(notes.at(-1)).toContain("还缺必填的牵头单位");
  });

  it.each([
    ["责任单位：市水务局、甲县", "原文并列“市水务局、甲县”，没有写明由谁牵头"],
    ["责任单位：各县（区）", "“各县(区)”不是一个单位"],
    ["责任单位：建设单位", "“建设单位”不是一个单位"],
    ["责任单位：林水", "“林水”在「单位」表对应不止一个"],
    ["完成时限：6月底前", "牵头单位：原文没有写明"],
  ])("%s leaves the lead blank and says so", (label, said) => {
    const row = one(`加快泵站检修。（${label}）`);
    expect(row).not.toHaveProperty("leadUnit");
    expect(row.notes.join()).toContain(said);
  });

  it.each([
    ["责任单位：市水务局（牵头）、甲县", "市水务局", "甲县"],
    ["责任单位：市水务局牵头，甲县、乙县配合", "市水务局", "甲县、乙县"],
    ["牵头单位：市水务局；配合单位：甲县、乙县", "市水务局", "甲县、乙县"],
    ["责任单位：水务；协办单位：甲县", "市水务局", "甲县"],
    ["牵头单位：市水务局；配合单位：市水务局、甲县", "市水务局", "甲县"],
  ])("%s says who leads and who helps", (label, leadUnit, cooperatingUnits) => {
    expect(one(`加快泵站检修。（${label}）`)).toMatchObject({ leadUnit, cooperatingUnits });
  });

  it("without the tab 单位 no unit is filled in, though any name would do for a cell", () => {
    const row = one("由市水务局牵头，6月底前完成泵站检修。", { ...names, units: unitNames(null) });
    expect(row).not.toHaveProperty("leadUnit");
    expect(row.notes.join()).toContain("台账没有可用的「单位」表");
  });

  it("a leader is filled in by name; a title alone and a name borne twice are quoted", () => {
    expect(one("由周建国副市长牵头，市水务局负责，6月底前完成检修。")).toMatchObject({
      leader: "周建国",
      leadUnit: "市水务局",
    });
    expect(one("加快检修。（牵头领导：陈副市长，责任单位：市水务局）").notes.join()).toContain(
      "“陈副市长”不在「人员」表",
    );
    const twice = one("加快检修。（牵头领导：李强，责任单位：市水务局）");
    expect(twice).not.toHaveProperty("leader");
    expect(twice.notes.join()).toContain("对应不止一个");
  });

  it("two limits of one item are no day, and both are quoted", () => {
    const row = one("加快检修。（责任单位：市水务局，完成时限：6月底前完成招标，9月底前完工）");
    expect(row).not.toHaveProperty("due");
    expect(row.notes.join()).toContain("原文有几个时限（6月底前、9月底前）");
  });

  it.each([
    "会议听取了市水务局关于泵站检修的汇报。",
    "会议原则同意市水务局提出的检修方案。",
    "会议通报了市水务局5月底前完成检修的情况。",
    "会议认为，泵站检修事关防汛安全。",
    "市水务局已于2月底前完成泵站检修。",
    "各部门要提高认识，加强领导。",
    "市水务局汇报了泵站检修情况。",
  ])("%s is no task", (sentence) => {
    expect(rows(`一、${sentence}`)).toEqual([]);
  });

  it("those who were there and those who get a copy are asked nothing", () => {
    expect(rows("一、由市水务局负责检修。\n出席：甲县 王某，6月底前\n乙县 李某\n抄送：市林业局、乙县。")).toHaveLength(
      1,
    );
  });

  it("units and helpers of the next sentence belong to the item before", () => {
    const row = one("由市水务局牵头开展检修。甲县配合。6月底前完成。");
    expect(row).toMatchObject({ leadUnit: "市水务局", cooperatingUnits: "甲县", due: "2026-06-30" });
    expect(row.notes).toEqual(expect.arrayContaining(["配合单位：取自下一句。", "时限：取自下一句。"]));
  });

  it("a heading that is one unit's name leads the items below it, and the note says so", () => {
    const [row] = rows("一、市水务局\n1.6月底前完成泵站检修。");
    expect(row).toMatchObject({ leadUnit: "市水务局", due: "2026-06-30" });
    expect(row!.notes).toContain("牵头单位：本句没有写单位，承上文。");
  });

  it("somebody else in the same sentence, or another limit, is another item", () => {
    const found = rows("一、市水务局要6月底前完成检修，甲县要落实资金，乙县负责征地，7月底前交地，9月底前清场。");
    expect(found.map((row) => [(row as { leadUnit?: string }).leadUnit, (row as { due?: string }).due])).toEqual([
      ["市水务局", "2026-06-30"],
      ["甲县", undefined],
      ["乙县", "2026-07-31"],
      ["乙县", "2026-09-30"],
    ]);
  });

  it("a unit that the words name and no cell holds is said, and who is only reported to is not", () => {
    const said = one("6月底前，甲县、市水务局要签订协议。（牵头单位：甲县）") as { notes: readonly string[] };
    expect(said).toMatchObject({ leadUnit: "甲县" });
    expect(said.notes).toContain("原文还提到“市水务局”，没有填入牵头单位或配合单位，请核对。");
    const led = one("由市水务局牵头，甲县配合，6月底前完成泵站检修，并报乙县。") as { notes: readonly string[] };
    expect(led.notes.join()).not.toContain("原文还提到");
    expect(one("甲县、乙县要于6月底前完成整改。").notes.join()).not.toContain("原文还提到");
  });

  it("without a day of the meeting nothing is counted from it, and 来源日期 stays blank", () => {
    const reading = readMinutes(
      blocksOf("一、由市水务局牵头，10个工作日内完成检修。"),
      vocabularyOf(names),
      builtInCalendar(),
    );
    const [task] = taskProposals(reading, names, { title: "纪要", codes: ["HY-1"] });
    expect(task?.cells).not.toHaveProperty("due");
    expect(task?.cells).not.toHaveProperty("sourceDate");
    expect(taskNotes(task!, null).join()).toContain("还缺必填的来源日期、时限");
  });

  it("two different days of the meeting are none", () => {
    const reading = readMinutes(
      blocksOf("会议时间：2026年3月5日\n会议时间：2026年3月6日\n一、由市水务局牵头完成检修。"),
      vocabularyOf(names),
      builtInCalendar(),
    );
    expect(reading.meeting).toMatchObject({ meeting: null, dayDoubted: true });
  });
});

describe("numbers of 任务", () => {
  it("go on from the last one in use, as wide as it is", () => {
    expect(freeCodes(["T-001", "T-009", "X-50"], 2, "2026-03-05")).toEqual({
      codes: ["T-010", "T-011"],
      after: "T-009",
    });
  });

  it("begin a series of the day where none is in use, and never meet one that is taken", () => {
    expect(freeCodes([], 2, "2026-03-05").codes).toEqual(["HY-20260305-01", "HY-20260305-02"]);
    expect(freeCodes(["HY-20260305-01", "HY-20260101-07"], 1, "2026-03-05").codes).toEqual(["HY-20260305-02"]);
    expect(freeCodes(["征地任务"], 1, "2026-03-05").after).toBeNull();
  });

  it("do not go on from written reports, which end with the number of a project", () => {
    const used = ["R-2026-001", "书面-2026-02-P-003", "书面-2026-02-P-011"];
    expect(freeCodes(used, 1, "2026-03-23").codes).toEqual(["R-2026-002"]);
  });
});
