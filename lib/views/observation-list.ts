import type { AskedCount } from "../domain/observation/county-shares.ts";
import type { LeftOutOfVisit, VisitList } from "../domain/observation/visit-list.ts";
import type { Project } from "../domain/registry.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import { oneLine } from "./one-line.ts";
import { periodWords, YUAN_PER_WAN } from "./words.ts";

export const visitListWords = (list: VisitList): string =>
  [
    visitListTitle(list),
    ...visitListNotes(list),
    ...list.drawn.map((project, at) => `${at + 1}. ${projectWords(project)}`),
    ...(list.drawn.length === 0 ? ["没有可抽的项目。"] : []),
    ...leftOutWords(list),
  ].join("\n");

/** 2026年7月观摩名单（产业）：12 个项目 */
export const visitListTitle = ({ visit, categories, drawn }: VisitList): string =>
  `${periodWords(visit)}观摩名单（${categories.join("、")}）：${drawn.length} 个项目`;

const projectWords = ({ code, name, county, responsibleUnit, category }: Project): string =>
  `${oneLine(code, 30)} ${oneLine(name, 40)}（${[...new Set([county, responsibleUnit])].join("，")}，${oneLine(category, 20)}）`;

const countWords = (count: AskedCount): string =>
  "each" in count ? `每县区 ${count.each} 个` : `共 ${count.all} 个，先各县区一个，其余按可抽的项目数分配`;

/** How it was drawn, so that anybody can repeat it. */
export function visitListNotes({ visit, asOf, seed, count, shares, rule }: VisitList): readonly string[] {
  const counties = shares.map(({ county, eligible, drawn }) => `${county} ${drawn}/${eligible}`);
  return [
    `截至 ${asOf}，种子 ${oneLine(seed, 40)}：同一台账、同一截至日和同一种子，抽出的结果相同，与行的次序无关。`,
    ...(seed === visit ? ["种子就是场次，谁都可以事先算出名单；不宜预知的，请用 --seed 写当天当众定下的字。"] : []),
    `${countWords(count)}（规则：${rule.name}，${rule.from} 起）。抽出/可抽：${counties.length === 0 ? "无" : counties.join("、")}。`,
  ];
}

const REASONS: Readonly<Record<LeftOutOfVisit["because"], string>> = {
  "not-listed": "不在当期清单",
  secret: "密级不是公开",
  exempt: "豁免期内",
  visited: "近期已观摩",
};

export const leftOutReason = (because: LeftOutOfVisit["because"]): string => REASONS[because];

const leftOutName = ({ project, visit }: LeftOutOfVisit): string =>
  `${oneLine(project.code, 30)}${visit === null ? "" : `（${periodWords(visit)}）`}`;

/** Who is left out and why; other categories, and what is not 在建, are counted. */
export function leftOutWords({ leftOut, otherCategory, notBuilt }: VisitList): readonly string[] {
  const named = (Object.keys(REASONS) as LeftOutOfVisit["because"][]).flatMap((because) => {
    const some = leftOut.filter((one) => one.because === because);
    return some.length === 0 ? [] : [`${REASONS[because]} ${some.length} 个：${some.map(leftOutName).join("、")}`];
  });
  const counted = [
    ...(otherCategory === 0 ? [] : [`其他类别 ${otherCategory} 个`]),
    ...(notBuilt === 0 ? [] : [`不在建 ${notBuilt} 个`]),
  ];
  const parts = [...named, ...counted];
  return parts.length === 0 ? [] : [`未列入抽取：${parts.join("；")}。`];
}

/** A month without a theme, and the way out. */
export function noThemeWords(period: string, months: readonly number[]): string {
  const known = months.map((month) => `${month}月`).join("、");
  return `${periodWords(period)}没有观摩主题：现行规则只在${known}观摩。如要加场，请在「规则」表添加“观摩主题”，如 7月、12月、${+period.slice(5)}月：产业；4月、10月：其余，并写明生效日期和依据。`;
}

const COLUMNS: readonly NewColumn[] = [
  { header: "序号", width: 6, format: "int" },
  { header: "场次", width: 10, format: "text" },
  { header: "项目编号", width: 14, format: "text" },
  { header: "项目名称", width: 30, format: "text" },
  { header: "类别", width: 10, format: "text" },
  { header: "属地", width: 14, format: "text" },
  { header: "责任单位", width: 18, format: "text" },
  { header: "总投资（万元）", width: 14, format: "decimal2" },
  { header: "地点", width: 24, format: "text" },
];

/** The list to take along, and how it was drawn. */
export function visitListWorkbook(list: VisitList): NewWorkbook {
  const title = visitListTitle(list);
  return {
    title,
    sheets: [
      {
        title: "观摩名单",
        preface: [title],
        columns: COLUMNS,
        rows: list.drawn.map((project, at) => [
          ...[at + 1, list.visit, project.code, project.name, project.category, project.county],
          ...[project.responsibleUnit, project.totalInvestment / YUAN_PER_WAN],
          typeof project.location === "string" ? project.location : null,
        ]),
        frozenColumns: 4,
      },
      {
        title: "抽取说明",
        columns: [{ header: title, width: 120, format: "text" }],
        rows: [...visitListNotes(list), ...leftOutWords(list)].map((line) => [line]),
      },
    ],
  };
}

/** The form is versioned. Money is 元. */
export const visitListJson = (list: VisitList): object => ({
  version: 1,
  period: list.visit,
  asOf: list.asOf,
  seed: list.seed,
  categories: list.categories,
  count: list.count,
  drawn: list.drawn.map(({ code, name, category, county, responsibleUnit, totalInvestment }, at) => ({
    place: at + 1,
    ...{ project: code, name, category, county, unit: responsibleUnit, totalInvestment },
  })),
  counties: list.shares,
  leftOut: list.leftOut.map(({ project, because, visit }) => ({ project: project.code, because, visit })),
  otherCategory: list.otherCategory,
  notBuilt: list.notBuilt,
});
