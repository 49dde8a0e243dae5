import type { Finding } from "../domain/finding.ts";
import type { CellValue, SystemHeader, SystemTab } from "../ports/spreadsheet.ts";
import { typedWords } from "./finding-words.ts";
import { wordFinding } from "./findings.ts";

interface Frame {
  readonly title: string;
  readonly headers: readonly SystemHeader[];
}

/** 系统-数据问题: one row per finding, in the order of the workbook. */
export const findingsTab = (
  findings: readonly Finding[],
  frame: Frame,
  titleOf: (tab: string) => string,
): SystemTab => ({
  title: frame.title,
  headers: frame.headers,
  ridesAlong: false,
  rows: findings.map((finding) => findingCells(finding, titleOf)),
});

function findingCells(finding: Finding, titleOf: (tab: string) => string): readonly CellValue[] {
  const { workbook, tab, key, cell, header, found, code, unit } = finding;
  const { problem, suggestion } = wordFinding(finding);
  return [workbook, titleOf(tab), key, cell, header, typedWords(found), code, problem, suggestion, unit].map(
    (text) => text || null,
  );
}
