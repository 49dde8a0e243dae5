import { expect, test } from "vitest";
import type { Burden, UnitBurden } from "../../lib/domain/burden.ts";
import { NO_ITEM } from "../../lib/jobs/owed.ts";
import { burdenAttachment, burdenItem, burdenLine, burdenText, burdenWorkbook } from "../../lib/views/burden.ts";

const unit = (name: string, mails: number): UnitBurden => ({
  ...{ unit: name, people: 2, mails, asks: 1_063, cells: 58, reminders: 6, merged: 71, duties: 0 },
});
const BURDEN: Burden = {
  ...{ period: "2026-05", units: [unit("甲县 发展改革局", 30), unit("", 11)], total: unit("", 41) },
  ...{ mostPerDay: 1, repeats: 0, restDayMails: 0, notRepeated: 1_204 },
};

test("says in one line what was asked, what was spared, and that the limits were kept", () => {
  expect(burdenLine(BURDEN)).toBe(
    "2026年5月共发 41 封信，提出要求 1,063 项，请填改 58 格；并信免发 71 件，已告知未重复 1,204 件次；每人每天最多 1 封，休息日 0 封。",
  );
});

test("says so where a letter had to be sent again, and leaves out what nobody counted", () => {
  const line = burdenLine({
    ...BURDEN,
    notRepeated: null,
    repeats: 2,
    mostPerDay: 2,
    total: { ...BURDEN.total, duties: 3 },
  });
  expect(line).toContain(
    "并信免发 71 件，兼职、代收合并 3 件；每人每天最多 2 封（其中 2 封因送达不明加注“可能重复”重发），休息日 0 封。",
  );
});

test("lists every department, the total last, and what the words mean", () => {
  const lines = burdenText(BURDEN).split("\n");
  expect(lines.slice(2, 6)).toEqual([
    "单位  收信人  信  要求  填改单元格  到期提醒  并信免发  兼职代收合并",
    "甲县 发展改革局  2  30  1063  58  6  71  0",
    "（已不在人员表）  2  11  1063  58  6  71  0",
    "合计  2  41  1063  58  6  71  0",
  ]);
  expect(lines.slice(7).map((line) => line.split("：")[0])).toEqual([
    "信",
    "要求",
    "填改单元格",
    "到期提醒",
    "并信免发",
    "已告知未重复",
  ]);
});

test("the attachment of the admins' letter is the very workbook, units with blanks in their name included", () => {
  const { filename, workbook } = burdenAttachment({ ...NO_ITEM, ...burdenItem(BURDEN) });
  expect(filename).toBe("2026-05减负报告.xlsx");
  expect(workbook).toEqual(burdenWorkbook(BURDEN));
  expect(workbook.sheets[0]!.rows[0]).toEqual(["甲县 发展改革局", 2, 30, 1063, 58, 6, 71, 0]);
});
