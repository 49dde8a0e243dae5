/** What the report calls a notice. */
const NOTICES: Readonly<Record<string, string>> = {
  "milestone-light": "节点预警",
  "milestone-due": "节点将到期",
  "milestone-forecast": "节点预计逾期",
  "report-missing": "月报未报",
  "written-report": "书面报告",
  correction: "请更正",
  "correction-mended": "已更正",
  "review-question": "待复核",
  "history-question": "改动待说明",
  "inspection-question": "督查待说明",
  "project-red": "项目转红",
  "milestone-raised": "节点升级告知",
  "loop-assigned": "交办",
  "loop-due": "问题、任务将到期",
  "loop-overdue": "问题、任务逾期",
  "loop-raised": "逾期升级",
  "loop-to-verify": "待核查销号",
  "issue-to-raise": "建议提级",
  "issue-lowered": "降级告知",
  "disclosure-due": "公开将到期",
  "disclosure-overdue": "公开逾期",
  "disclosure-report": "公开年报",
  "start-check": "开工核查",
  "matter-to-decide": "需领导协调",
  "unit-week": "单位一周",
  "leader-week": "领导一周",
  "ranking-published": "排名发布",
  "observation-own": "观摩结果",
  "letter-sent": "督办函件",
  consultation: "评分征求意见",
  "appeal-answered": "申诉答复",
  "document-sent": "文件印发",
  "draft-to-confirm": "草稿待确认",
  "run-summary": "运行小结",
  "burden-report": "减负报告",
  "admin-alert": "管理员提醒",
  "mail-trouble": "邮箱异常",
};

export const noticeName = (kind: string): string => NOTICES[kind] ?? kind;

const DRAFTS: Readonly<Record<string, string>> = {
  ranking: "月度排名",
  quarter: "季度排名",
  year: "年度考核",
  observation: "观摩结果",
  rows: "拟写入台账的行",
  letter: "函件",
  document: "文件",
};

export const draftName = (kind: string): string => DRAFTS[kind] ?? kind;

const CHEATS: Readonly<Record<string, string>> = {
  "back-dated": "事后补填早日期",
  "plan-moved": "改动计划",
  "plan-moved-when-red": "红灯后改动计划",
  withdrawn: "撤回已填的完成日期",
  flipped: "改动后又改回",
  deleted: "删除行",
  "figure-fell": "累计数改小",
  "figure-vanished": "累计数清空",
  "solved-withdrawn": "撤回办结",
  "closed-by-doer": "自办自核销号",
};

export const cheatName = (cheat: string): string => CHEATS[cheat] ?? cheat;

/** What each mechanism is. Source: domain.md. */
export const MECHANISMS: Readonly<Record<string, string>> = {
  M1: "清单、项目库",
  M2: "倒排工期、顺排工序",
  M3: "红黄蓝三级预警",
  M4: "周沟通、月督导、季调度",
  M5: "问题闭环",
  M6: "“13710”",
  M7: "交办清单",
  M8: "一单两制",
  M9: "书面报告",
  M10: "督查",
  M11: "考核排名",
  M12: "红黑榜",
  M13: "观摩评比",
  M14: "集中开工",
  M15: "动态调整",
  M16: "汇总",
  M17: "信息公开",
  M18: "提级管理",
  M19: "超亿元项目",
  M20: "挂图作战",
  M21: "五项工作机制、三个一批",
};

const TRACES: Readonly<Record<string, string>> = {
  list: "在册项目",
  sponsored: "有包联领导的项目",
  "plan-standing": "计划可行性测算",
  scheduled: "有计划的节点",
  "loop-due": "问题将到期",
  "loop-overdue": "问题逾期",
  inspections: "督查记录",
  closed: "销号的问题",
  complex: "复杂问题",
  rows: "起草的台账行",
  tasks: "任务",
  sampled: "督查抽样",
  verified: "核实与上报比对",
  ranking: "月度排名",
  quarter: "季度排名",
  year: "年度考核",
  red: "有单位上红榜的季度",
  lists: "季度红黑榜",
  "visit-listed": "观摩名单",
  observation: "观摩得分",
  观摩结果: "观摩结果通报",
  starts: "集中开工通知",
  listChange: "清单调整通知",
  sums: "月度汇总",
  "disclosure-listed": "公开月清单",
  "spot-checked": "公开抽查",
  published: "公开网站",
  letter: "函件",
  large: "超亿元项目",
  chart: "挂图",
  recomputed: "结果复算一致",
  replayed: "运行复算一致",
  explained: "结论逐格说明",
  backtested: "回溯试算",
};

/** A paper and a mechanism are called by their own names. */
export const traceName = (kind: string): string => TRACES[kind] ?? noticeName(kind);

const FAULTS: Readonly<Record<string, string>> = {
  "two-mails": "一人一天两封信",
  "rest-day": "休息日发信",
  "told-twice": "同一事项告知两次",
  "run-failed": "运行异常",
  "not-sent": "信未发出",
  "cheat-missed": "弄虚作假未发现",
  differs: "复算不一致",
  "no-trace": "机制没有留痕",
};

export const faultName = (code: string): string => FAULTS[code] ?? code;

/** Names of a mechanism's trace and of a cheat stand there as codes; the rest is said as it was met. */
export function faultWhat({ code, what }: { readonly code: string; readonly what: string }): string {
  const [first = "", second = "", ...rest] = what.split(" ");
  if (code === "no-trace") return `${first} ${MECHANISMS[first] ?? ""}：${traceName(second)}`;
  if (code === "cheat-missed") return `${cheatName(first)}：${rest.join(" ")}`;
  return what;
}
