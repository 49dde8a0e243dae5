import { describe, expect, it } from "vitest";
import { issueDoubts } from "../../lib/domain/issue-doubts.ts";
import { planFindings } from "../../lib/registry/plan-findings.ts";
import { FINDING_WORDS } from "../../lib/views/finding-words.ts";
import { issueSentence } from "../../lib/views/issue-reasons.ts";
import { type TableRow, verdictOnRow } from "../fakes/issue-table.ts";

const said = (row: TableRow): string => issueSentence(verdictOnRow(row));
const BEGUN = "交办=2026-06-01;首次反馈=2026-06-03";
const PASSED = "佐证=照片;核查人=李核;结果=通过";

describe("系统说明 of 问题", () => {
  it.each<readonly [string, TableRow, string]>([
    [
      "部署 that is owed says who, by when, what clears it, and when all is to be done",
      { cells: "交办=2026-06-01", asOf: "2026-06-01" },
      "蓝：部署由甲县负责，时限6月2日（周二）（临期）；填写部署日期。办结时限6月8日（周一）。",
    ],
    [
      "overdue with its band, red",
      { cells: "交办=2026-06-01", asOf: "2026-06-11" },
      "红：部署由甲县负责，时限6月2日（周二），逾期 7 个工作日（7 个工作日起为红）；填写部署日期。办结时限6月8日（周一）。",
    ],
    [
      "a day of a year not announced is 暂定, in another year with its year",
      { cells: "交办=2026-12-25;首次反馈=2026-12-28", asOf: "2026-12-28" },
      "办结由甲县负责，时限2027年1月4日（周一）（暂定）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号。",
    ],
    [
      "退回 keeps the limit",
      { cells: `${BEGUN};办结=2026-06-05;佐证=照片;核查人=李核;结果=退回;核查=2026-06-09`, asOf: "2026-06-09" },
      "蓝：办结由甲县负责，时限6月8日（周一），逾期 1 个工作日（1–2 个工作日为蓝）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号，逾期天数保留。6月9日核查退回，时限不变，请继续办理。",
    ],
    [
      "a complex problem past its month is to be planned anew",
      { cells: "交办=2026-05-06;复杂程度=复杂;认定人=王管;首次反馈=2026-05-08", asOf: "2026-06-09" },
      "蓝：重定时限由甲县负责，时限6月8日（周一），逾期 1 个工作日（1–2 个工作日为蓝）；填写新时限、解决措施、批准人和批准日期，逾期天数保留。复杂问题，时限 1 个月。",
    ],
    [
      "a complex problem planned anew after its month, as it was asked to be",
      {
        cells:
          "交办=2026-05-06;复杂程度=复杂;认定人=王管;首次反馈=2026-05-08;措施=改线;申请=2026-06-09;新时限=2026-06-30;批准人=周市长;批准=2026-06-09",
        asOf: "2026-06-09",
      },
      "蓝：办结由甲县负责，时限6月8日（周一），逾期 1 个工作日（1–2 个工作日为蓝）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号，逾期天数保留。复杂问题，时限 1 个月。经批准6月30日前办结，原时限不变。",
    ],
    [
      "复杂 that does not count, and an extension asked for too late",
      {
        cells: `${BEGUN};复杂程度=复杂;认定人=张办;申请=2026-06-09;新时限=2026-06-20;批准人=周市长;批准=2026-06-09`,
        asOf: "2026-06-09",
      },
      "蓝：办结由甲县负责，时限6月8日（周一），逾期 1 个工作日（1–2 个工作日为蓝）；填写办结日期并附佐证，经责任单位以外的人核查通过后销号，逾期天数保留。延期是时限届满后才申请的，时限不变。复杂认定人不是管理员，按一般问题计时。",
    ],
    [
      "解决 that was entered afterwards says that a reading saw it open",
      { cells: `${BEGUN}|2026-06-15 办结=2026-06-05;${PASSED};核查=2026-06-15`, asOf: "2026-06-16" },
      "绿：6月5日办结，未超过时限6月8日，6月15日核查通过销号。6月14日读表时尚未办结，办结日期系其后补录（时限6月8日）。",
    ],
    [
      "late when it was solved",
      { cells: `${BEGUN};办结=2026-06-10;${PASSED};核查=2026-06-11`, asOf: "2026-07-01" },
      "绿：6月10日办结，超过时限6月8日 2 个工作日，逾期天数保留，6月11日核查通过销号。",
    ],
    [
      "a second turn keeps the lateness of the first",
      { cells: `${BEGUN};办结=2026-06-10;${PASSED};核查=2026-06-11|2026-06-24 重开=2026-06-23`, asOf: "2026-06-24" },
      "蓝：部署由甲县负责，时限6月24日（周三）（临期）；填写部署日期。6月23日重开，时限重新计算。办结时限6月30日（周二）。首次办理超过时限 2 个工作日，逾期天数保留。",
    ],
    [
      "豁免 puts the limit off",
      { cells: BEGUN, asOf: "2026-06-10", exempt: "2026-06-03..2026-06-30" },
      "免：所属项目6月3日至6月30日豁免，时限顺延（依据见「豁免」H-2026-06-03）。",
    ],
    [
      "what cannot be read",
      { cells: "交办=2026-06-01;部署=?", asOf: "2026-06-12" },
      "灰：有日期无法读取，无法判定；请写成 2026-03-05 这样的日期。办结时限6月8日（周一）。",
    ],
  ])("%s", (_, row, expected) => {
    expect(said(row)).toBe(expected);
  });
});

describe("findings about 问题", () => {
  const found = (row: TableRow): readonly string[] => {
    const verdict = verdictOnRow(row);
    const doubts = issueDoubts([verdict], `${row.asOf}T10:00:00.000Z`);
    return planFindings({ places: [] }, doubts).map((finding) => {
      const { problem, advice } = FINDING_WORDS[finding.code]!(finding, finding.facts);
      return `${finding.header}：${problem}；${advice}`;
    });
  };

  it.each<readonly [string, TableRow, readonly string[]]>([
    [
      "nothing where all is well",
      { cells: `${BEGUN};办结=2026-06-05;${PASSED};核查=2026-06-09`, asOf: "2026-06-12" },
      [],
    ],
    [
      "dates out of order name both cells",
      { cells: "交办=2026-06-05;部署=2026-06-04;首次反馈=2026-06-08", asOf: "2026-06-08" },
      ["部署日期：2026-06-04 早于交办日期 2026-06-05；请核对两处日期"],
    ],
    [
      "a day that has not come",
      { cells: `${BEGUN};办结=2026-06-20`, asOf: "2026-06-08" },
      ["办结日期：2026-06-20 还没有到，不能作为已完成的日期，到期前不计入；请填实际发生的日期；尚未发生的请留空"],
    ],
    [
      "通过 of the own unit, without evidence",
      { cells: `${BEGUN};办结=2026-06-05;核查人=张办;结果=通过`, asOf: "2026-06-08" },
      ["佐证：尚缺佐证，不能销号；请附上佐证材料", "核查人：核查人属于责任单位，不能销号；请由责任单位以外的人核查"],
    ],
    [
      "one thing about a 核查人 that cannot be read: the cell is named as such already",
      { cells: `${BEGUN};办结=2026-06-05;佐证=照片;核查人=?;结果=通过`, asOf: "2026-06-08" },
      [],
    ],
    [
      "nothing of a new plan a complex problem was asked for after its month",
      {
        cells:
          "交办=2026-05-06;复杂程度=复杂;认定人=王管;首次反馈=2026-05-08;措施=改线;申请=2026-06-09;新时限=2026-06-30;批准人=周市长;批准=2026-06-09",
        asOf: "2026-06-09",
      },
      [],
    ],
    [
      "销号 of what is not solved",
      { cells: `${BEGUN};销号=2026-06-05`, asOf: "2026-06-08" },
      ["办结日期：尚未办结，不能销号；办结并经核查通过后再销号"],
    ],
    [
      "交办 moved after it began",
      { cells: `${BEGUN}|2026-06-08 交办=2026-06-05`, asOf: "2026-06-08" },
      [
        "交办日期：交办日期改填为 2026-06-05，时限已经起算，仍按 2026-06-01 计；填错的，请改回；需要更多时间的，请在时限届满前申请延期",
      ],
    ],
    [
      "重开 of what is open, and after ninety days",
      { cells: `${BEGUN}|2026-06-08 重开=2026-06-08`, asOf: "2026-06-08" },
      ["重开日期：问题尚未销号，重开不计；未销号的问题继续办理，不必重开"],
    ],
    [
      "重开 after ninety days asks for a new number",
      { cells: `${BEGUN};办结=2026-06-05;${PASSED};核查=2026-06-09|2026-09-08 重开=2026-09-08`, asOf: "2026-09-08" },
      ["重开日期：销号已超过重开保留期限，重开不计；请用新的问题编号登记"],
    ],
    [
      "an extension that does not count",
      { cells: `${BEGUN};申请=2026-06-09;新时限=2026-06-20;批准人=周市长;批准=2026-06-09`, asOf: "2026-06-09" },
      ["新时限：延期是时限届满后才申请的，时限仍为 2026-06-08；请尽快办结，或按层级提请协调"],
    ],
    [
      "复杂 nobody of the office called so",
      { cells: `${BEGUN};复杂程度=复杂`, asOf: "2026-06-05" },
      ["复杂认定人：没有复杂认定人，按一般问题计时；请由管理员在认定期限内认定"],
    ],
    [
      "办结 moved back over the limit",
      { cells: `${BEGUN}|2026-06-12 办结=2026-06-12;佐证=照片|2026-06-15 办结=2026-06-05`, asOf: "2026-06-15" },
      [
        "办结日期：办结日期改填为 2026-06-05，此前读到的是时限之后的日期，仍按 2026-06-12 计；确系笔误的，请报重点办核实；逾期天数保留",
      ],
    ],
    [
      "办结 that was returned and passed unchanged",
      {
        cells: `${BEGUN};办结=2026-06-05;佐证=照片;核查人=李核;结果=退回;核查=2026-06-09|2026-06-15 结果=通过;核查=2026-06-15`,
        asOf: "2026-06-15",
      },
      ["办结日期：这个办结日期曾被退回，按通过核查的 2026-06-15 计；请填写整改后实际办结的日期"],
    ],
    [
      "cells left from the turn before are in order",
      {
        cells: `${BEGUN};办结=2026-06-05;${PASSED};核查=2026-06-09|2026-06-24 重开=2026-06-23|2026-06-30 办结=2026-06-29;结果=`,
        asOf: "2026-06-30",
      },
      [],
    ],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });
});
