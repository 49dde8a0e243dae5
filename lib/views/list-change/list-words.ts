import { valueOr } from "../../domain/field.ts";
import type { ListDifference, ListMember, ListPart, ListVersion } from "../../domain/list-change/list-version.ts";
import type { ListSums } from "../../domain/list-change/notice-block.ts";
import type { Project } from "../../domain/registry.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { oneLine } from "../one-line.ts";
import { moneyWords, periodWords, YUAN_PER_WAN } from "../words.ts";

export interface ToldList {
  readonly version: ListVersion;
  readonly since: string | null;
  /** null: no earlier day was asked for. */
  readonly difference: ListDifference | null;
  /** Rows that nobody can read and no figure counts, in words. */
  readonly lacking: readonly string[];
}

/** `duban list` for people: the sums, each member and by what it is on the list, and what changed. */
export function listWords({ version, since, difference, lacking }: ToldList): string {
  const { day, members, reserve, sums, byClass, byCategory, byCounty } = version;
  return [
    `${day} 在册清单：${sumsWords(sums)}${reserve.length === 0 ? "" : `；储备 ${reserve.length} 个不计入`}。`,
    ...lacking,
    ...(
      [
        ["年度类别", byClass],
        ["类别", byCategory],
        ["属地", byCounty],
      ] as const
    ).map(([name, parts]) => `${name}：${parts.map(partWords).join("；") || "无"}。`),
    ...(difference === null ? [] : differenceLines(difference, since ?? "")),
    ...members.map((member, index) => `${index + 1}. ${memberLine(member)}`),
  ].join("\n");
}

const sumsWords = ({ number, totalInvestment, annualPlan }: ListSums): string =>
  `${number} 个，总投资 ${moneyWords(totalInvestment)}，年度计划 ${moneyWords(annualPlan)}`;

const partWords = ({ name, sums }: ListPart): string => `${oneLine(name, 30)} ${sumsWords(sums)}`;

const planWords = (project: Project): string => {
  const plan = valueOr(project.annualPlan, null);
  return plan === null ? "未填" : moneyWords(plan);
};

const valueWords = (project: Project): string =>
  `${project.annualClass}，总投资 ${moneyWords(project.totalInvestment)}，年度计划 ${planWords(project)}`;

const named = ({ code, name, county }: Project): string =>
  `${oneLine(`${code} ${name}`, 60)}（${oneLine(county, 30)}）`;

/** By which row it is on the list, and since when. */
const originWords = ({ since, by }: ListMember): string =>
  since === null ? "年初在册" : `${periodWords(since)}起，${oneLine(by ?? "", 30)} 调入`;

const changedWords = ({ changedBy }: ListMember): string =>
  changedBy.length === 0 ? "" : `，${changedBy.map((code) => oneLine(code, 30)).join("、")} 变更`;

const memberLine = (member: ListMember): string =>
  `${named(member.project)}：${valueWords(member.project)}；${originWords(member)}${changedWords(member)}`;

function differenceLines({ entered, left, revalued }: ListDifference, since: string): readonly string[] {
  return [
    `与 ${since} 相比：增加 ${entered.length} 个，减少 ${left.length} 个，变更 ${revalued.length} 个。`,
    ...entered.map((member) => `+ ${memberLine(member)}`),
    ...left.map(
      ({ project, by }) =>
        `- ${named(project)}：${valueWords(project)}${by === null ? "" : `；${oneLine(by, 30)} 调出`}`,
    ),
    ...revalued.map(
      ({ before, now }) =>
        `± ${named(now.project)}：${valueWords(before)} → ${valueWords(now.project)}${changedWords(now)}`,
    ),
  ];
}

const memberJson = ({ project, since, by, changedBy }: ListMember) => ({
  ...projectJson(project),
  ...{ since, by, changedBy },
});

const projectJson = ({
  code,
  name,
  category,
  annualClass,
  county,
  responsibleUnit,
  totalInvestment,
  annualPlan,
}: Project) => ({
  ...{ project: code, name, category, annualClass, county, unit: responsibleUnit, totalInvestment },
  annualPlan: valueOr(annualPlan, null),
});

/** Money in whole 元. `since` null: on the list from the year's first run. */
export const listJson = ({ version, since, difference, lacking }: ToldList) => ({
  version: 1,
  asOf: version.day,
  ...{ sums: version.sums, byClass: version.byClass, byCategory: version.byCategory, byCounty: version.byCounty },
  members: version.members.map(memberJson),
  reserve: version.reserve.map(({ code }) => code),
  lacking,
  since,
  difference:
    difference === null
      ? null
      : {
          entered: difference.entered.map(memberJson),
          left: difference.left.map(({ project, by }) => ({ ...projectJson(project), by })),
          revalued: difference.revalued.map(({ before, now }) => ({
            before: projectJson(before),
            now: memberJson(now),
          })),
        },
});

const column = (header: string, width: number, format: NewColumn["format"] = "text"): NewColumn => ({
  header,
  width,
  format,
});

const COLUMNS: readonly NewColumn[] = [
  ...[column("项目编号", 14), column("项目名称", 30), column("类别", 12), column("年度类别", 10), column("属地", 14)],
  ...[column("责任单位", 18), column("总投资（万元）", 16, "decimal2"), column("年度计划（万元）", 16, "decimal2")],
  ...[column("列入", 28), column("变更", 24)],
];

const PARTS: readonly NewColumn[] = [
  ...[column("口径", 12), column("名称", 20), column("个数", 10, "int")],
  ...[column("总投资（万元）", 18, "decimal2"), column("年度计划（万元）", 18, "decimal2")],
];

const wan = (money: number): number => money / YUAN_PER_WAN;

/** The list and its sums, to take along. */
export const listWorkbook = ({ version, lacking }: ToldList): NewWorkbook => ({
  title: `${version.day} 在册清单`,
  sheets: [membersSheet(version, lacking), partsSheet(version)],
});

const membersSheet = ({ day, members, sums }: ListVersion, lacking: readonly string[]): NewSheet => ({
  title: "清单",
  preface: [`${day} 在册清单：${sumsWords(sums)}`, ...lacking],
  columns: COLUMNS,
  rows: members.map((member) => {
    const { code, name, category, annualClass, county, responsibleUnit, totalInvestment, annualPlan } = member.project;
    const plan = valueOr(annualPlan, null);
    return [
      ...[code, name, category, annualClass, county, responsibleUnit, wan(totalInvestment)],
      ...[plan === null ? null : wan(plan), originWords(member), member.changedBy.join("、")],
    ];
  }),
});

const partsSheet = ({ sums, byClass, byCategory, byCounty }: ListVersion): NewSheet => ({
  title: "汇总",
  columns: PARTS,
  rows: [
    ["合计", "", sums.number, wan(sums.totalInvestment), wan(sums.annualPlan)],
    ...(
      [
        ["年度类别", byClass],
        ["类别", byCategory],
        ["属地", byCounty],
      ] as const
    ).flatMap(([kind, parts]) =>
      parts.map((part) => [
        kind,
        part.name,
        part.sums.number,
        wan(part.sums.totalInvestment),
        wan(part.sums.annualPlan),
      ]),
    ),
  ],
});
