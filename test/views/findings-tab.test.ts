import { expect, test } from "vitest";
import { findingsTab } from "../../lib/views/findings-tab.ts";
import { findingJson } from "../../lib/views/outcome.ts";

const FINDING = {
  ...{ workbook: "台账", tab: "projects", key: "P-1", cell: "T5", header: "备注", found: "#NOVALUE" },
  ...{ code: "cell-error", facts: {}, suggestion: "", unit: "甲县" },
};

test("所填内容 quotes what a person typed; a formula without a result is named, not by our own word for it", () => {
  const { rows } = findingsTab(
    [FINDING, { ...FINDING, found: "#REF!" }],
    { title: "数据问题", headers: [] },
    () => "项目",
  );
  expect([...rows].map((row) => row[5])).toEqual(["（公式，没有计算结果）", "#REF!"]);
  expect(findingJson(FINDING)).toMatchObject({ found: "（公式，没有计算结果）", code: "cell-error" });
});
