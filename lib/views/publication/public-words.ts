import type { PUBLIC_COLUMNS, PublicTableCode } from "../../domain/publication/public-columns.ts";

/** Headers, as people read them; money and scores have their unit in theirs. */
export const COLUMN_TITLES: {
  readonly [T in PublicTableCode]: Readonly<Record<keyof (typeof PUBLIC_COLUMNS)[T], string>>;
} = {
  projects: {
    code: "项目编号",
    name: "项目名称",
    category: "类别",
    annualClass: "年度类别",
    county: "属地",
    responsibleUnit: "责任单位",
    totalInvestment: "总投资（万元）",
    annualPlan: "年度计划投资（万元）",
    plannedStart: "计划开工",
    plannedFinish: "计划竣工",
  },
  disclosures: {
    project: "项目编号",
    projectName: "项目名称",
    category: "公开类别",
    item: "事项",
    discloser: "公开主体",
    disclosedOn: "公开日期",
    link: "原文",
  },
  supervision: { group: "组别", place: "名次", unit: "单位", score: "督导平均分" },
  observations: {
    place: "名次",
    project: "项目编号",
    name: "项目名称",
    unit: "责任单位",
    county: "属地",
    score: "得分",
  },
  rankings: { group: "组别", place: "名次", unit: "单位", score: "得分", change: "名次变化" },
  lists: { group: "组别", list: "榜", place: "名次", unit: "单位", rate: "投资完成率", target: "目标" },
  starts: {
    project: "项目编号",
    name: "项目名称",
    category: "类别",
    county: "属地",
    unit: "责任单位",
    venue: "会场",
    totalInvestment: "总投资（万元）",
    annualPlan: "年度计划投资（万元）",
  },
  changes: {
    move: "调整",
    project: "项目编号",
    name: "项目名称",
    category: "类别",
    county: "属地",
    unit: "责任单位",
    totalBefore: "原总投资（万元）",
    planBefore: "原年度计划投资（万元）",
    totalInvestment: "总投资（万元）",
    annualPlan: "年度计划投资（万元）",
  },
  sums: { line: "项", number: "项目数", totalInvestment: "总投资（万元）", annualPlan: "年度计划投资（万元）" },
};

export const titleOfColumn = (table: PublicTableCode, column: string): string =>
  (COLUMN_TITLES[table] as Readonly<Record<string, string>>)[column] ?? column;

/** A part of the site: its folder is its name. */
export interface Section {
  readonly folder: string;
  readonly table: PublicTableCode;
  readonly title: string;
  readonly about: string;
  readonly source: string;
}

export const SECTIONS: readonly Section[] = [
  {
    folder: "projects",
    table: "projects",
    title: "项目清单",
    about: "列入年度清单的重点项目，含经审定的调整。",
    source: "年度项目清单和经审定的调整",
  },
  {
    folder: "disclosures",
    table: "disclosures",
    title: "信息公开",
    about: "项目从批准到竣工的八类信息，各公开主体已经公开的事项和原文链接。",
    source: "各公开主体已主动公开的事项（国办发〔2017〕94号）",
  },
  {
    folder: "supervision",
    table: "supervision",
    title: "督导结果",
    about: "每月现场督导的平均分，满分 100 分。",
    source: "经确认发布的月度结果",
  },
  {
    folder: "observations",
    table: "observations",
    title: "观摩结果",
    about: "项目观摩评比的名次和得分。",
    source: "经确认发布的观摩结果",
  },
  {
    folder: "rankings",
    table: "rankings",
    title: "考核排名",
    about: "月度、季度、年度考核的名次和得分，分组排列。",
    source: "经确认发布的考核结果",
  },
  {
    folder: "lists",
    table: "lists",
    title: "红黑榜",
    about: "每季度列入红榜、黑榜的单位。",
    source: "经确认发布的季度结果",
  },
  {
    folder: "starts",
    table: "starts",
    title: "集中开工",
    about: "各批次集中开工的项目。",
    source: "已印发的集中开工通知",
  },
  {
    folder: "changes",
    table: "changes",
    title: "清单调整",
    about: "每季度调出、调入和调整投资的项目，以及调整前后的合计。",
    source: "已印发的清单调整通知",
  },
];

export const sectionOf = (table: PublicTableCode): Section =>
  SECTIONS.find((section) => section.table === (table === "sums" ? "changes" : table))!;

/** Folders of the eight categories. */
export const CATEGORY_FOLDERS: Readonly<Record<string, string>> = {
  批准服务: "approval-service",
  批准结果: "approval-result",
  招标投标: "bidding",
  征收土地: "land",
  重大设计变更: "design-change",
  施工: "construction",
  质量安全监督: "quality-safety",
  竣工: "completion",
};

/** Codes of the model in words. */
export const CODE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  list: { red: "红榜", black: "黑榜" },
  move: { out: "调出", in: "调入", revalued: "调整投资" },
  line: { before: "调整前", out: "调出", in: "调入", revalued: "调整投资增减", after: "调整后" },
};

/** Whose it is stands beside it. */
export const SITE_TITLE = "重点项目信息公开";
