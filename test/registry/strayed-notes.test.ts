import { describe, expect, test } from "vitest";
import { readRegistry } from "../../lib/registry/reading.ts";
import { strayedNotes } from "../../lib/registry/strayed-notes.ts";
import { wordFinding } from "../../lib/views/findings.ts";
import { plainSheet, SETTINGS, workbookOf } from "../fakes/sheets.ts";

/** 节点 of one project: number of the milestone and what stands in 系统说明. */
function notesBeside(...rows: readonly (readonly [seq: number, note: string | null])[]): readonly string[] {
  const header = ["项目编号", "节点序号", "节点名称", "预警", "逾期天数", "系统说明"];
  const milestones = plainSheet("节点", [header, ...rows.map(([seq, note]) => ["P-031", seq, "步", null, null, note])]);
  const workbook = { ...workbookOf([milestones]), stamp: { storeId: "s", run: 1 } };
  const reading = readRegistry([workbook], SETTINGS);
  return strayedNotes(reading, [workbook]).map((finding) => wordFinding(finding).message);
}

describe("what stands in 系统说明", () => {
  test("and begins with the row's own key, or is empty, is no finding", () => {
    expect(notesBeside([10, "P-031/10：红：逾期 23 天"], [20, null])).toEqual([]);
  });

  test("and begins with another row's key shows that only part of the table was sorted", () => {
    expect(notesBeside([20, "P-031/10：红：逾期 23 天"], [10, "P-031/20：绿"], [30, "P-031/30：绿"])).toEqual([
      "「节点」表：有 2 行（第 2、3 行）的系统说明讲的是别的行，可能只排序或移动了部分列。",
    ]);
  });

  test("and begins with a longer number is another row's too", () => {
    expect(notesBeside([1, "P-031/10：红：逾期 23 天"])).toHaveLength(1);
  });
});
