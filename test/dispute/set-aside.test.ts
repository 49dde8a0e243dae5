import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureWords } from "../../lib/jobs/failure.ts";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { folder, office } from "../fakes/cli.ts";
import { confirmed, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { retype } from "../fakes/retyped.ts";

const LOCKED = "2026-06-11T08:00";
const ID = "M-2026-05";
const RAISED = { date: "2026-06-11" };

const UNITS = (["甲县", "乙县"] as const).map((name) => ({
  name,
  group: "县区" as const,
  ytd: { "2026-05": 4000 },
}));

const objection = (more: TemplateRow): TemplateRow => ({
  ...{ code: "S-1", unit: "甲县", period: "2026-05", item: "督导", reason: "评分录错", raisedOn: RAISED },
  ...more,
});

/** What an admin is told who confirms May with these rows in 申诉; null: it is published. */
async function confirming(appeals: readonly TemplateRow[]): Promise<string | null> {
  const settings = office(folder(), LOCKED);
  const file = join(settings.DUBAN_REGISTRY);
  await retype(file, rankedOffice(UNITS));
  await ran(settings, LOCKED, "monthly");
  await retype(file, rankedOffice(UNITS, { appeals }));
  return confirmed(settings, LOCKED, ID).then(
    () => null,
    (error) => failureWords(error),
  );
}

describe("an objection that cannot be read", () => {
  it.each<[what: string, rows: readonly TemplateRow[], where: string]>([
    ["a day that is none", [objection({ raisedOn: "六月十一" })], "第 2 行"],
    ["no day", [objection({ raisedOn: null })], "第 2 行"],
    ["a period that is none", [objection({ period: "五月份" })], "第 2 行"],
    ["a unit nobody knows", [objection({ unit: "丙丁县" })], "第 2 行"],
    ["a key that stands twice", [objection({}), objection({ unit: "乙县" })], "第 2、3 行"],
  ])("for %s holds the confirmation back as an open one does, and is named by its row", async (_, rows, where) => {
    expect(await confirming(rows)).toBe(
      `${ID} 还不能确认：「申诉」表${where}无法识别，可能是本期的异议。请按「系统-数据问题」改正，再填写结论。`,
    );
  });

  it("holds nothing back that is concluded, or is about another period", async () => {
    expect(await confirming([objection({ raisedOn: "六月十一", conclusion: "不采纳", answer: "无误" })])).toBeNull();
    expect(await confirming([objection({ raisedOn: "六月十一", period: "2026-04" })])).toBeNull();
  });
});
