import type { Light } from "../../lib/domain/light.ts";
import type { NoticeItem, NoticeKind } from "../../lib/domain/notice.ts";
import { noticeKey } from "../../lib/domain/notice-key.ts";
import type { Addressee } from "../../lib/domain/recipients.ts";
import type { LetterContext } from "../../lib/views/letter.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";

/** Hand-made matters of a believable city, as of Friday 2026-06-12. */
export const AS_OF = "2026-06-12";

export const NOTHING_ELSE: LetterContext = {
  asOf: AS_OF,
  readAt: "2026-06-11T23:30:00.000Z",
  standing: [],
  doneSince: 0,
  mayRepeat: false,
};

export const CLERK: Addressee = {
  address: "liaison@jiaxian.example",
  unit: "甲县发展改革局",
  title: null,
  roles: ["联络员"],
  standsInFor: [],
};
export const HEAD: Addressee = { ...CLERK, address: "head@jiaxian.example", roles: ["主要负责人"], title: "局长" };
export const LEADER: Addressee = {
  address: "mayor@city.example",
  unit: "市政府",
  title: "副市长",
  roles: ["包联领导"],
  standsInFor: [],
};
export const ADMIN: Addressee = {
  address: "office@city.example",
  unit: "市重点项目办",
  title: null,
  roles: ["管理员"],
  standsInFor: [],
};

const BLANK: NoticeItem = {
  light: "none",
  workbook: "registry",
  tab: "milestones",
  subject: "",
  cell: "",
  unit: "甲县发展改革局",
  project: "",
  projectName: "",
  name: "",
  reason: "",
  action: "",
  due: null,
  facts: {},
};

export const matter = (kind: NoticeKind, item: Partial<NoticeItem>): Matter => {
  const whole = { ...BLANK, ...item };
  const parts = { kind, level: whole.light, due: whole.due ?? "", recipient: CLERK.address };
  return { key: noticeKey({ ...parts, subject: whole.subject }), kind, item: whole };
};

const milestone = (light: Light, subject: string, projectName: string, name: string, rest: Partial<NoticeItem>) => ({
  light,
  subject,
  project: subject.split("/")[0]!,
  projectName,
  name,
  ...rest,
});

export const RED_MILESTONE = matter(
  "milestone-light",
  milestone("red", "P-031/30", "滨河路改造", "主体封顶", {
    due: "2026-05-20",
    cell: "H48",
    action: "已完成的，请在「节点」表第 48 行（H48）填写实际完成日期并附佐证；未完成的，请在「问题」表说明卡点。",
    reason:
      "逾期超过 15 天（规则：节点预警，2026-01-01 起）。前置节点「管线迁改」（市供电公司）5月26日完成，加本节点工期 3 个工作日为5月29日，其中 9 天计入该单位，14 天计入贵单位。填写实际完成并附佐证后转黄，下月起转绿，逾期天数保留。",
    facts: { daysLate: 23, place: "「节点」表第 48 行（H48）" },
  }),
);

export const BLUE_MILESTONE = matter(
  "milestone-light",
  milestone("blue", "P-044/20", "职教园区", "施工许可", {
    due: "2026-06-09",
    action: "已完成的，请在「节点」表第 63 行（H63）填写实际完成日期并附佐证；未完成的，请在「问题」表说明卡点。",
    reason: "逾期 1–7 天为蓝（规则：节点预警，2026-01-01 起）。",
    facts: { daysLate: 3, place: "「节点」表第 63 行（H63）" },
  }),
);

export const MISSING_REPORT = matter("report-missing", {
  light: "yellow",
  tab: "monthlyReports",
  subject: "P-044/2026-05",
  project: "P-044",
  projectName: "职教园区",
  due: "2026-06-05",
  reason: "晚报满 3 个工作日，报送为黄（规则：报送预警，2025-01-01 起）。",
  action: "请在「月报」表第 212 行（D212）填报；本月没有进展的，也请如实填写。",
  facts: { month: "2026-05", workingDaysLate: 5 },
});

export const CORRECTION = matter("correction", {
  subject: "P-052/20",
  cell: "G52",
  name: "计划完成",
  reason: "「节点」G52（P-052/20）计划完成：“2026-6-31” 不是有效日期，6月没有 31 日。",
  action: "如为月底，请改为 2026-06-30。",
  facts: { found: "2026-6-31", problem: "“2026-6-31” 不是有效日期，6月没有 31 日。" },
});

export const MENDED = matter("correction-mended", {
  tab: "projects",
  subject: "P-061",
  cell: "F9",
  name: "属地",
  reason: "「项目」F9 属地：“甲 縣” 不在「单位」表，最接近“甲县”。",
  action: "如是，请改为“甲县”。",
  facts: { found: "甲 縣", problem: "“甲 縣” 不在「单位」表，最接近“甲县”。" },
});

export const QUESTION = matter("review-question", {
  tab: "monthlyReports",
  subject: "P-018/2026-05/falls",
  reason: "「月报」表第 96 行（E96）：P-018/2026-05 年初累计 3,200 万元，小于2026年4月的 3,450 万元：累计数不应减少。",
  action: "如情况属实或系更正，请在「复核说明」写明原因；如系笔误，请改正。",
});

export const DUE_SOON = matter(
  "milestone-due",
  milestone("blue", "P-060/90", "东湖泵站", "竣工验收", { due: "2026-06-15", facts: { workingDaysLeft: 1 } }),
);
export const DUE_LATER = matter(
  "milestone-due",
  milestone("none", "P-061/10", "城东水厂", "初步设计批复", { due: "2026-06-18", facts: { workingDaysLeft: 4 } }),
);

export const DUE_AFTER_EXEMPTION = matter(
  "milestone-due",
  milestone("blue", "P-010/10", "豁免项目", "管线迁改", {
    due: "2026-06-16",
    facts: { workingDaysLeft: 2, exemptDays: 27, planned: "2026-05-20" },
  }),
);

export const RAISED = matter("milestone-raised", {
  ...RED_MILESTONE.item,
  light: "yellow",
  subject: "P-033/40",
  projectName: "人民医院新院区",
  name: "设备安装",
  due: "2026-06-02",
  action: "已完成的，请在「节点」表第 51 行（H51）填写实际完成日期并附佐证；未完成的，请在「问题」表说明卡点。",
  reason: "逾期 8–15 天为黄（规则：节点预警，2026-01-01 起）。",
  facts: { daysLate: 10, duty: "unit-head" },
});

export const UNIT_WEEK = matter("unit-week", {
  subject: "甲县发展改革局",
  due: "2026-06-08",
  facts: {
    unitName: "甲县发展改革局",
    until: "2026-06-26",
    due: [
      "P-060/90 东湖泵站 ·「竣工验收」6月15日（周一）",
      "P-061/10 城东水厂 ·「初步设计批复」6月18日（周四），市水务局",
      "P-033/50 人民医院新院区 ·「消防验收」6月26日（周五）",
    ],
    dueIds: ["milestones/P-060/90", "milestones/P-061/10", "milestones/P-033/50"],
    missing: ["P-044 职教园区 5月月报，应于6月5日（周五）报送"],
    missingIds: ["monthlyReports/P-044/2026-05"],
  },
});

/** A week with something of every kind. */
export const FULL_WEEK = matter("unit-week", {
  subject: "甲县发展改革局",
  due: "2026-06-08",
  facts: {
    ...UNIT_WEEK.item.facts,
    overdue: [
      "P-031/30 滨河路改造 ·「主体封顶」计划5月20日完成，逾期 23 天",
      "问题 W-012 滨河路改造 ·「110 千伏线路迁改」应于6月9日（周二）首次反馈，逾期 3 个工作日",
    ],
    overdueIds: ["milestones/P-031/30", "issues/W-012"],
    fresh: ["任务 R-007 ·「编制夏季施工方案」应于6月30日（周二）完成，市住建局"],
    freshIds: ["tasks/R-007"],
    blocked: [
      "P-033/40 人民医院新院区 ·「设备安装」计划6月2日完成，逾期 10 天；前置「变电站送电」（市供电公司）未完成",
    ],
    blockedIds: ["milestones/P-033/40"],
    solved: ["P-070/20 城市书房 ·「竣工验收」6月10日（周三）完成"],
    solvedIds: ["milestones/P-070/20"],
  },
});

const FIGURES = {
  relation: "sponsor",
  projects: 9,
  red: 2,
  yellow: 1,
  green: 6,
  done: 4_310_000_000,
  planned: 4_580_000_000,
  annualPlan: 10_000_000_000,
  uncounted: 0,
  month: "2026-05",
};

export const PROJECT_RED = matter("project-red", {
  light: "red",
  tab: "projects",
  subject: "P-031",
  project: "P-031",
  projectName: "滨河路改造",
  reason: "「主体封顶」逾期 23 天；另有进度为黄。",
  facts: { ...FIGURES, before: "黄", duty: "sponsor" },
});
export const PROJECT_RED_2 = matter("project-red", {
  light: "red",
  tab: "projects",
  subject: "P-061",
  project: "P-061",
  projectName: "城东水厂",
  unit: "市水务局",
  reason: "截至5月底投资完成 2.1%，计划进度 36.0%，落后 33.9 个百分点；「设备安装」逾期 16 天。",
  facts: { ...FIGURES, before: "黄", duty: "sponsor" },
});
export const TO_DECIDE = matter("matter-to-decide", {
  light: "red",
  tab: "issues",
  subject: "W-012",
  project: "P-031",
  projectName: "滨河路改造",
  name: "110 千伏线路迁改",
  action: "责任单位：市供电公司。项目属地：甲县。",
  reason: "6月9日提请分管市领导，已 3 天；5月6日提出，已 37 天。已采取的措施：两次现场会。",
  facts: { ...FIGURES, duty: "sponsor", daysAtLevel: 3, place: "「问题」表第 14 行（J14）" },
});
export const LEADER_WEEK = matter("leader-week", {
  subject: "2026-06-08",
  facts: {
    ...FIGURES,
    changedProjects: ["P-031", "P-070"],
    changes: ["红 ← 黄：P-031 滨河路改造", "绿 ← 蓝：P-070 城市书房"],
    lights: ["P-031=red", "P-070=green"],
  },
});
/** Three of the nine are 超亿元. */
export const LARGE_WEEK = matter("leader-week", {
  ...LEADER_WEEK.item,
  facts: {
    ...LEADER_WEEK.item.facts,
    ...{ "large-projects": 3, "large-red": 1, "large-green": 2, "large-uncounted": 0, "large-earlier": 0 },
    ...{ "large-done": 3_010_000_000, "large-planned": 3_150_000_000, "large-annualPlan": 7_000_000_000 },
    ...{ "large-month": "2026-05", large: ["红：P-031 滨河路改造"] },
  },
});
export const FIRST_WEEK = matter("leader-week", {
  subject: "2026-06-08",
  facts: {
    ...FIGURES,
    earlier: 1,
    changedProjects: [],
    changes: [],
    untoldProjects: ["P-031", "P-070"],
    untold: ["红：P-031 滨河路改造", "黄：P-070 城市书房"],
    lights: ["P-031=red", "P-070=yellow"],
  },
});
export const RANKING = matter("ranking-published", {
  subject: "2026-05",
  name: "2026年5月重点项目排名",
  reason: "县区、园区：第 1 名 乙县（97.20 分）、第 2 名 丙县（95.00 分）。全表见附件。",
  facts: {
    draft: "M-2026-05",
    lines: [
      "您包联项目的责任单位：甲县（2 个项目）第 4 名（并列），升 2 位。",
      "县区、园区（12 家）：第 1 名乙县 97.20 分、第 2 名丙县 95.00 分、第 3 名丁县 93.10 分；上升最多的是戊县（升 3 位），下降最多的是己县（降 4 位）。",
      "全表和计算依据见附件。",
    ],
  },
});

export const RAISED_TO_SPONSOR = matter("milestone-raised", {
  ...RED_MILESTONE.item,
  facts: { ...RED_MILESTONE.item.facts, duty: "sponsor" },
});
export const PASSED_ON = matter("project-red", { ...PROJECT_RED_2.item, facts: { duty: "liaison", before: "黄" } });

export const DRAFT = matter("draft-to-confirm", {
  subject: "M-2026-05",
  name: "5月排名草稿（M-2026-05）",
  action: "核对附件后运行：duban confirm M-2026-05 --by 姓名",
  reason: "6月10日已锁定，异议期至 6月15日。确认前不对外，也不进表。",
});
export const ALERT = matter("admin-alert", {
  subject: "no-contact/乙县住建局",
  name: "乙县住建局没有可以收信的联络员",
  action: "请在「人员」表补登联络员及邮箱；在此之前，该单位的提醒发到管理员。",
});
export const BURDEN = matter("burden-report", {
  subject: "2026-05",
  name: "2026年5月减负报告",
  reason:
    "2026年5月共发 412 封信，提出要求 1,063 项，请填改 958 格；并信免发 771 件，已告知未重复 12,204 件次；每人每天最多 1 封，休息日 0 封。",
  facts: { rows: ["2 18 41 39 6 25 0 甲县", "1 4 9 9 0 5 0 市水务局", "3 22 50 48 6 30 0 合计"] },
});
export const SUMMARY = matter("run-summary", {
  subject: "daily",
  name: "日常",
  due: AS_OF,
  facts: {
    projects: 217,
    milestones: 1703,
    reads: 1,
    writes: 1,
    seconds: 1.4,
    sent: 41,
    uncertain: 1,
    refused: 1,
    findings: 27,
    newFindings: 4,
    ownerless: 3,
    large: 88,
    largeRed: 3,
    largeYellow: 0,
    provisional: 2,
    unannouncedYear: 2027,
  },
});
