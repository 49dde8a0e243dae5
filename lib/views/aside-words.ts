import type { Finding } from "../domain/finding.ts";
import { wordFinding } from "./findings.ts";
import { oneLine } from "./one-line.ts";

/** Rows of one key that count for nothing, as far as they are told. */
export interface AsideTold {
  /** Where they stand, each as 「项目」第 16 行. */
  readonly places: readonly string[];
  readonly findings: readonly Finding[];
  /** The project whose own row was set aside, and this one with it; null: it is aside for itself. */
  readonly project: string | null;
}

/** That the row is there and does not count, why, and what mends it. */
export function asideSentences({ places, findings, project }: AsideTold): readonly string[] {
  const reasons = findings.map((finding) => {
    const { message, suggestion } = wordFinding(finding);
    return `${message}${suggestion}`;
  });
  const because = project === null ? "因下列数据问题" : `因所属项目 ${oneLine(project, 30)} 的行有下列数据问题`;
  const when = project === null ? "改正后" : "项目行改正后";
  return [
    `在${places.join("、")}，${because}未计入，没有结论。`,
    ...reasons,
    `${when}，下次运行自动计入；改好没有，可运行 duban check 核对。`,
  ];
}

/** 「项目」第 16 行; 《甲县分表》「项目」第 16 行 where there are several workbooks. */
export const rowsPlace = (book: string | null, title: string, rows: string): string =>
  `${book === null ? "" : `《${oneLine(book, 40)}》`}「${oneLine(title, 31)}」第 ${rows} 行`;
