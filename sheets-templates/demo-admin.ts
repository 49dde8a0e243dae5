import { addDays } from "../lib/domain/dates.ts";
import type { DemoProject } from "./demo-projects.ts";
import { COUNTIES, LEADERS, officersOf, PEOPLE, withRole } from "./demo-units.ts";
import { seeded } from "./random.ts";
import type { TemplateRow } from "./registry-sheets.ts";

/** One officer is away, with a deputy; one has left. */
export function peopleRows(): readonly TemplateRow[] {
  const [away, deputy] = officersOf("云岭县");
  const left = officersOf("市林业局")[1];
  return PEOPLE.map(({ name, unit, title, email, roles }) => ({
    name,
    unit,
    title,
    email,
    roles,
    deputy: name === away?.name ? deputy!.name : null,
    leaveFrom: name === away?.name ? { date: "2026-10-12" } : null,
    leaveTo: name === away?.name ? { date: "2026-10-30" } : null,
    disabled: name === left?.name ? "是" : null,
  }));
}

/** The plan of the year by quarter, as published (万元), and what each county of the ranking is to start. */
export const targetRows = (): readonly TemplateRow[] => [
  ...(
    [
      ["2026Q1", 1_625_000, 37, 6],
      ["2026Q2", 3_410_000, 24, 12],
      ["2026Q3", 3_838_000, 12, 20],
      ["2026Q4", 2_402_000, 0, 20],
    ] as const
  ).map(([period, plannedInvestment, plannedStarts, plannedFinishes]) => ({
    period,
    scope: "全市",
    plannedInvestment,
    plannedStarts,
    plannedFinishes,
  })),
];

export const ruleRows = (): readonly TemplateRow[] => [
  {
    parameter: "计划年度",
    value: "2026",
    from: { date: "2026-01-01" },
    basis: "澜江市2026年重点项目清单（澜重发〔2026〕1号）",
    note: "每年初增加一行",
  },
];

export const calendarRows = (): readonly TemplateRow[] => [
  { date: { date: "2026-10-16" }, type: "放假", scope: "云岭县", basis: "云岭县人民政府关于县庆日放假的通知" },
];

export function exemptionRows(projects: readonly DemoProject[]): readonly TemplateRow[] {
  const [flood, policy] = projects.filter(({ chain }) => chain === "red");
  const held = projects.findLast(({ chain, annualClass }) => chain === "yellow" && annualClass !== "前期")!;
  const frozen = projects.find(({ annualClass, started }) => annualClass === "续建" && started !== null)!;
  return [
    {
      code: "M-001",
      project: flood!.code,
      from: { date: "2026-07-12" },
      to: { date: "2026-10-31" },
      cause: "不可抗力",
      approvedBy: LEADERS[0]!,
      basis: "市防汛指挥部通报（7月12日特大暴雨）",
    },
    {
      code: "M-002",
      project: policy!.code,
      seq: 50,
      from: { date: "2026-09-01" },
      to: { date: "2026-11-15" },
      cause: "政策调整",
      approvedBy: LEADERS[1]!,
      basis: "用地政策调整，市政府专题会议纪要〔2026〕31号",
    },
    {
      code: "M-003",
      project: frozen.code,
      from: { date: "2026-01-05" },
      to: { date: "2026-02-28" },
      cause: "冬季停工",
      approvedBy: LEADERS[3]!,
      basis: "冬季停工备案表",
    },
    {
      code: "M-004",
      project: held.code,
      from: { date: "2026-08-10" },
      to: { date: "2026-12-31" },
      cause: "上级原因",
      approvedBy: LEADERS[1]!,
      basis: "省级线位调整，原批复暂停执行",
    },
  ];
}

export function adjustmentRows(
  projects: readonly DemoProject[],
  milestones: readonly TemplateRow[],
): readonly TemplateRow[] {
  const running = projects.filter(({ chain, annualClass }) => chain === "fine" && annualClass !== "前期");
  const row = (index: number, project: DemoProject, more: TemplateRow): TemplateRow => ({
    code: `T-2026-${String(index).padStart(3, "0")}`,
    project: project.code,
    applicant: project.unit,
    appliedOn: { date: "2026-06-22" },
    sponsor: project.sponsor,
    signedOn: { date: "2026-06-24" },
    effectiveMonth: "2026-07",
    decision: "同意",
    decidedOn: { date: "2026-06-29" },
    ...more,
  });
  const moved = milestones.find(({ project, seq }) => project === running[0]!.code && seq === 60)!;
  const planned = (moved.planned as { date: string }).date;
  return [
    row(1, running[0]!, {
      type: "变更节点",
      seq: 60,
      from: addDays(planned, -20),
      to: planned,
      reason: "主汛期调整工序",
    }),
    row(2, running[1]!, {
      type: "变更计划竣工",
      from: addDays(running[1]!.finish, -31),
      to: running[1]!.finish,
      reason: "设计变更，增加一座人行天桥",
    }),
    row(3, running[2]!, { type: "调出", reason: "业主资金链紧张", decision: "不同意", effectiveMonth: "2026-10" }),
    row(4, running[3]!, {
      type: "变更年度计划",
      from: `${running[3]!.plan! + 5_000}万元`,
      to: `${running[3]!.plan!}万元`,
      reason: "专项债额度调整",
      effectiveMonth: "2026-10",
      appliedOn: { date: "2026-09-23" },
      signedOn: { date: "2026-09-24" },
      decision: null,
      decidedOn: null,
    }),
  ];
}

export function scoreAdjustmentRows(): readonly TemplateRow[] {
  const by = withRole("管理员")[0]!.name;
  const row = (code: string, unit: string, points: number, reason: string, basis: string): TemplateRow => ({
    code,
    unit,
    period: "2026-09",
    points,
    reason,
    basis,
    confirmedBy: by,
  });
  return [
    row("J-001", "清渡县", 1, "承办三季度集中开工主会场", "市政府办公室通报"),
    row("J-002", "市交通运输局", 0.5, "争取中央预算内资金", "省发展改革委批复文件"),
    row("J-003", "沙渚县", -1, "未按时提交书面报告", "督查通报第9期"),
    row("J-004", "市商务局", -0.5, "项目材料重复退回", "督查通报第9期"),
  ];
}

export const letterRows = (projects: readonly DemoProject[]): readonly TemplateRow[] => {
  const late = projects.filter(({ chain }) => chain === "red" || chain === "waiting").slice(0, 3);
  return late.map((project, index) => ({
    code: `澜重督〔2026〕${11 + index}号`,
    type: index === 0 ? "督办函" : "提醒函",
    unit: project.unit,
    subject: project.code,
    sentOn: { date: addDays("2026-09-16", index * 5) },
    answerDue: { date: addDays("2026-09-23", index * 5) },
    answeredOn: index === 1 ? null : { date: addDays("2026-09-22", index * 5) },
    accepted: index === 0 ? "是" : null,
    acceptedBy: index === 0 ? withRole("管理员")[0]!.name : null,
  }));
};

export const appealRows = (): readonly TemplateRow[] => [
  {
    code: "S-001",
    unit: "石塘县",
    period: "2026-08",
    item: "节点按期率",
    reason: "管线迁改由供电公司负责，逾期不应计入本县",
    raisedOn: { date: "2026-09-11" },
    answer: "经核，前置节点逾期 9 天，已按实际责任单位重算",
    conclusion: "部分采纳",
    answeredOn: { date: "2026-09-14" },
  },
];

/** Contracts and their fate, by unit, for the four rates. */
export function unitIndicatorRows(): readonly TemplateRow[] {
  const random = seeded("unit indicators");
  return COUNTIES.flatMap(({ name }) => {
    const signed = random.int(14, 40);
    const turned = Math.round(signed * (0.45 + random.next() * 0.4));
    const owed = random.int(4, 12);
    const row = (indicator: string, plan: number | null, actual: number): TemplateRow => ({
      unit: name,
      period: "2026-09",
      indicator,
      plan,
      actual,
    });
    return [
      row("框架内合同数", null, signed),
      row("转化合同数", null, turned),
      row("应建成投产项目数", null, owed),
      row("建成投产项目数", null, owed - random.int(0, 3)),
      row("新增规上企业", random.int(2, 6), random.int(1, 6)),
    ];
  });
}
