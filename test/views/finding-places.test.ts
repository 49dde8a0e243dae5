import { expect, test } from "vitest";
import type { Finding } from "../../lib/domain/finding.ts";
import { wordFinding } from "../../lib/views/findings.ts";

const finding = (more: Partial<Finding>): Finding => ({
  ...{ workbook: "台账", tab: "milestones", key: "P-052/20", cell: "G52", header: "计划完成", found: "2026-6-31" },
  ...{ code: "toString", facts: {}, suggestion: "", unit: "甲县", ...more },
});
const told = (more: Partial<Finding>): string => wordFinding(finding(more)).told.split("：")[0]!;

test("in a letter a cell stands with its row's key, for who reads it has no sheet beside it", () => {
  expect(told({})).toBe("「节点」G52（P-052/20）计划完成");
  expect(told({ cell: "", header: "" })).toBe("「节点」表（P-052/20）");
  expect(told({ header: "" })).toBe("「节点」G52（P-052/20）");
  expect(told({ facts: { book: "丙县分表" } })).toBe("《丙县分表》「节点」G52（P-052/20）计划完成");
});

test("a key that is nothing, that is what was found, or that stands among places is not said again", () => {
  expect(told({ key: "" })).toBe("「节点」G52 计划完成");
  expect(told({ key: "2026-6-31" })).toBe("「节点」G52 计划完成");
  expect(told({ facts: { places: "第 12、87 行" } })).toBe("「节点」第 12、87 行");
});
