import type { PlainDate } from "../domain/dates.ts";
import type { Sampled, SampleItem } from "../domain/sampling.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import { oneLine } from "./one-line.ts";
import { riskWords } from "./risk-words.ts";
import { itemName, itemReported, leftOutLines, type ShownSample, sampleNotes, sampleTitle } from "./sample.ts";

/** A column of 督查 as it stands in the registry; code "" for a column that is not ours. */
export interface SampleColumn extends NewColumn {
  readonly code: string;
}

const BESIDE: readonly NewColumn[] = [
  { header: "核实内容", width: 26, format: "text" },
  { header: "填报情况", width: 22, format: "text" },
  { header: "查看的理由", width: 50, format: "text" },
  { header: "台账位置", width: 24, format: "text" },
];

/**
 * To take along: one row for each thing to verify. The left columns are those of 督查 in the registry's own order, so that filled rows can be pasted
 * there; what is reported stands to their right.
 */
export function sampleWorkbook(shown: ShownSample, columns: readonly SampleColumn[]): NewWorkbook {
  const { plan } = shown;
  const title = sampleTitle(plan);
  const rows = plan.drawn.flatMap((one) => one.items.map((item) => rowOf(one, item, shown, columns)));
  return {
    title,
    sheets: [
      { title: "督查", columns: [...columns, ...BESIDE], rows, frozenColumns: 2 },
      {
        title: "抽样说明",
        columns: [{ header: title, width: 120, format: "text" }],
        rows: [...sampleNotes(plan), PASTE, ...leftOutLines(plan)].map((line) => [line]),
      },
    ],
  };
}

const PASTE =
  "督查编号、日期、核实结果由督查人员填写；填好的行（不含最右四列）可以粘贴到台账「督查」表末尾，没有核实的行请删去。";

function rowOf(
  one: Sampled,
  item: SampleItem,
  { plan, place }: ShownSample,
  columns: readonly SampleColumn[],
): readonly CellValue[] {
  const known: Readonly<Record<string, CellValue>> = {
    project: one.project.code,
    projectName: one.project.name,
    seq: item.kind === "milestone" ? item.seq : null,
  };
  return [
    ...columns.map(({ code }) => known[code] ?? null),
    itemName(item),
    itemReported(item, plan.asOf),
    reasonsOf(one, plan.asOf),
    place(item.cell),
  ];
}

const reasonsOf = ({ by, risks }: Sampled, asOf: PlainDate): string => {
  const reasons = [...(by === "chance" ? ["随机抽取"] : []), ...risks.map((risk) => riskWords(risk, asOf))];
  return oneLine(reasons.join("；"), 400);
};
