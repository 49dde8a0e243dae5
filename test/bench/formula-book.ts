import { columnName } from "../../lib/adapters/xlsx/address.ts";
import { bigCity, type CitySize, FIRST_DAY, REPORTED } from "./big-city.ts";
import { staffOf } from "./big-office.ts";
import type { Cell, Table } from "./big-workbook.ts";

/**
 * The same city with its verdicts as formulas, as a careful clerk would write them: milestone lights and days late, the 进度 lamp from the last
 * report, and a ranking of units by 投资完成率 and 节点按期率. Exact lookups go by one key column, which spreadsheet programs index; the
 * responsible unit of a milestone is typed, so that nothing is looked up that need not be.
 */
export function formulaBook(size: CitySize): readonly Table[] {
  const [projects, milestones, , reports] = bigCity(size);
  const { units } = staffOf(size.projects);
  const last = { projects: size.projects + 1, milestones: size.projects * size.milestones + 1 };
  return [
    withFormulas(projects!, PROJECT_FORMULAS),
    { ...withFormulas(milestones!, MILESTONE_FORMULAS), rows: () => milestoneRows(milestones!, size, units) },
    keyed(reports!),
    { title: "排名", headers: RANKING_HEADERS, rows: () => rankingRows(units, last) },
    { title: "参数", headers: ["截至日期"], rows: () => [[{ day: FIRST_DAY }]] },
  ];
}

const TODAY = "参数!$A$2";
const MONTH = REPORTED.at(-1)!;
const MONTHS = Number(MONTH.slice(5));

/** Formulas to the right of the table; `{项目编号}` is this row's cell under that header, also of formulas further left. */
type Formulas = readonly (readonly [header: string, formula: string])[];

const PROJECT_FORMULAS: Formulas = [
  ["年初累计", `IFERROR(VLOOKUP({项目编号}&"/${MONTH}",月报!$A:$F,6,FALSE),0)`],
  ["首月", "IF(YEAR({计划开工})<2026,1,MONTH({计划开工}))"],
  ["末月", "IF(YEAR({计划竣工})>2026,12,MAX({首月},MONTH({计划竣工})))"],
  ["序时", `MAX(0,MIN(${MONTHS},{末月})-{首月}+1)/({末月}-{首月}+1)`],
  ["差", "ROUND(({序时}-{年初累计}/{年度计划投资})*100,1)"],
  ["进度", 'IF({年度类别}="前期","",IF({差}<=0,"绿",IF({差}<10,"蓝",IF({差}<=30,"黄","红"))))'],
];

const OPEN = `${TODAY}-{计划完成}`;
const MILESTONE_FORMULAS: Formulas = [
  ["逾期天数", `IF(ISNUMBER({计划完成}),MAX(0,IF(ISNUMBER({实际完成}),{实际完成},${TODAY})-{计划完成}),"")`],
  [
    "预警",
    `IF(NOT(ISNUMBER({计划完成})),"",IF(ISNUMBER({实际完成}),IF({逾期天数}=0,"绿",IF({逾期天数}<=7,"蓝","黄")),` +
      `IF(${OPEN}>=16,"红",IF(${OPEN}>=8,"黄",IF(${OPEN}>=-3,"蓝","")))))`,
  ],
  ["按期", `IF(ISNUMBER({计划完成}),IF({计划完成}<=${TODAY},IF(ISNUMBER({实际完成}),IF({逾期天数}=0,1,0),0),""),"")`],
];

const cellOf = (headers: readonly string[], row: number, formula: string): Cell => ({
  formula: formula.replace(/\{([^}]+)\}/g, (_, header: string) => `${columnName(headers.indexOf(header))}${row}`),
});

function withFormulas(table: Table, formulas: Formulas): Table {
  const headers = [...table.headers, ...formulas.map(([header]) => header)];
  return {
    title: table.title,
    headers,
    rows: function* () {
      let row = 1;
      for (const cells of table.rows()) {
        row++;
        yield [...cells, ...formulas.map(([, formula]) => cellOf(headers, row, formula))];
      }
    },
  };
}

function* milestoneRows(table: Table, size: CitySize, units: readonly string[]): Iterable<readonly Cell[]> {
  const unit = table.headers.indexOf("责任单位");
  let index = 0;
  for (const cells of withFormulas(table, MILESTONE_FORMULAS).rows()) {
    const project = Math.floor(index++ / size.milestones);
    yield cells.with(unit, units[project % units.length]!);
  }
}

/** 项目编号/月份 (first and third column) before the other columns: what the lookup goes by. */
const keyed = (table: Table): Table => ({
  title: table.title,
  headers: ["键", ...table.headers],
  rows: function* () {
    for (const cells of table.rows()) yield [`${cells[0]}/${cells[2]}`, ...cells];
  },
});

const RANKING_HEADERS = ["单位", "投资完成率", "节点按期率", "得分", "名次"];

function* rankingRows(units: readonly string[], last: { readonly projects: number; readonly milestones: number }) {
  const [cityHeaders, chainHeaders] = [headersOf("项目"), headersOf("节点")];
  const project = (header: string): string => range("项目", cityHeaders.indexOf(header), last.projects);
  const milestone = (header: string): string => range("节点", chainHeaders.indexOf(header), last.milestones);
  for (const [index, unit] of units.entries()) {
    const row = index + 2;
    const of = (column: string): string => `SUMIFS(${project(column)},${project("责任单位")},A${row})`;
    const planned = `SUMPRODUCT((${project("责任单位")}=A${row})*${project("年度计划投资")}*${project("序时")})`;
    const due = `COUNTIFS(${milestone("责任单位")},A${row},${milestone("按期")},">=0")`;
    yield [
      unit,
      { formula: `IFERROR(${of("年初累计")}/${planned},0)` },
      { formula: `IFERROR(SUMIFS(${milestone("按期")},${milestone("责任单位")},A${row})/${due},0)` },
      { formula: `ROUND(MIN(1,B${row})*75+MIN(1,C${row})*25,2)` },
      { formula: `RANK(D${row},D$2:D$${units.length + 1})` },
    ];
  }
}

const range = (sheet: string, column: number, last: number): string =>
  `${sheet}!$${columnName(column)}$2:$${columnName(column)}$${last}`;

function headersOf(title: string): readonly string[] {
  const table = bigCity({ projects: 1, milestones: 1 }).find((one) => one.title === title)!;
  return withFormulas(table, title === "项目" ? PROJECT_FORMULAS : MILESTONE_FORMULAS).headers;
}
