import { escalationRuleOn } from "../../lib/rules/escalation-rules.ts";
import { raisingRuleOn } from "../../lib/rules/raising-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { loopSentences } from "../../lib/views/loop-words.ts";
import { type Behind, behindWords, lowerLevelWords, toRaiseSentences } from "../../lib/views/raising-lines.ts";
import { newLoop } from "../fakes/loops.ts";
import { AS_OF, matter, TO_DECIDE } from "./mail-matters.ts";

/** Hand-made problems and tasks of the same believable city; sentences are the views' own. */
const RULE = escalationRuleOn(NO_OVERRIDES, AS_OF);

const problem = (subject: string, projectName: string, name: string) => ({
  ...{ tab: "issues", subject, projectName, name },
});

const LATE = { ...newLoop("W-012", "2026-06-09"), workingDaysLate: 3 };
const PLACE = "「问题」表第 14 行（L14）";

export const ASSIGNED = matter("loop-assigned", {
  ...problem("W-021", "滨河路改造", "施工便道占用林地"),
  ...loopSentences({ ...newLoop("W-021", "2026-06-12"), step: "arrange" }, "「问题」表第 23 行（K23）", RULE),
  due: AS_OF,
  facts: { step: "arrange", state: "assigned", part: "lead", back: false, workingDaysLate: 0, workingDaysLeft: 0 },
});

export const ASSIGNED_TASK = matter("loop-assigned", {
  ...{ tab: "tasks", subject: "R-033", name: "提出城东片区管网改造方案" },
  ...loopSentences({ ...newLoop("R-033", "2026-06-30"), tab: "tasks" }, "「任务」表第 41 行（R41）", RULE),
  due: "2026-06-30",
  facts: {
    ...{ step: "solve", state: "assigned", part: "lead", back: false, workingDaysLate: 0, workingDaysLeft: 11 },
    cooperating: ["市住房城乡建设局", "市水务局"],
  },
});

export const COOPERATING = matter("loop-assigned", {
  ...{ tab: "tasks", subject: "R-034", name: "编制防汛物资调配清单", unit: "市应急管理局" },
  due: "2026-06-19",
  facts: { step: "solve", state: "assigned", part: "cooperating", back: false, workingDaysLate: 0, workingDaysLeft: 5 },
});

export const SENT_BACK = matter("loop-assigned", {
  ...problem("W-015", "职教园区", "二期用地组卷"),
  ...loopSentences({ ...LATE, key: "W-015" }, "「问题」表第 17 行（L17）", RULE),
  due: "2026-06-10",
  facts: { step: "solve", state: "returned", part: "lead", back: true, workingDaysLate: 2, workingDaysLeft: 0 },
});

const OVERDUE_FACTS = { step: "solve", state: "working", workingDaysLate: 3, workingDaysLeft: 0, place: PLACE };

export const OVERDUE_PROBLEM = matter("loop-overdue", {
  ...problem("W-012", "滨河路改造", "110 千伏线路迁改"),
  ...loopSentences(LATE, PLACE, RULE),
  light: "yellow",
  due: "2026-06-09",
  facts: OVERDUE_FACTS,
});

export const STANDING_TASK = matter("loop-raised", {
  ...{ tab: "tasks", subject: "R-011", name: "报送项目前期工作方案", light: "red", due: "2026-06-01" },
  facts: { step: "solve", state: "working", workingDaysLate: 9, workingDaysLeft: 0, duty: "unit-head" },
});

export const DUE_TODAY = matter("loop-due", {
  ...{ tab: "tasks", subject: "R-030", name: "报送专题报告", light: "blue" },
  ...loopSentences({ ...newLoop("R-030", AS_OF), tab: "tasks" }, "「任务」表第 38 行（R38）", RULE),
  due: AS_OF,
  facts: { step: "solve", state: "working", workingDaysLate: 0, workingDaysLeft: 0 },
});

export const PROBLEM_DUE_SOON = matter("loop-due", {
  ...problem("W-018", "东湖泵站", "进场道路协调"),
  light: "blue",
  due: "2026-06-15",
  facts: { step: "solve", state: "working", workingDaysLate: 0, workingDaysLeft: 1 },
});

const RAISED_PROBLEM = { ...OVERDUE_PROBLEM.item };
export const RAISED_TO_HEAD = matter("loop-raised", {
  ...RAISED_PROBLEM,
  facts: { ...OVERDUE_FACTS, duty: "unit-head" },
});
export const RAISED_TO_LEADER = matter("loop-raised", {
  ...RAISED_PROBLEM,
  facts: { ...OVERDUE_FACTS, duty: "sponsor" },
});

const STAYS = [
  { level: "县区", from: "2026-05-06", until: "2026-05-26", days: 20, tried: "现场会 1 次" },
  { level: "市直", from: "2026-05-26", until: "2026-06-09", days: 14, tried: "专题会，请供电公司出迁改方案" },
  { level: "分管市领导", from: "2026-06-09", until: null, days: 3, tried: "专题会，请供电公司出迁改方案" },
] as const;

const BEHIND: Behind = {
  milestone: { name: "路基施工", planned: "2026-06-30" },
  plannedFinish: "2026-11-30",
  margin: {
    ...{ float: 12, waits: 40, name: "线路迁改" },
    finish: { seq: 90, from: "plannedFinish", day: "2026-11-30", earliest: "2026-11-12", spare: 12, done: false },
  },
};

export const LONG_TO_DECIDE = matter("matter-to-decide", {
  ...TO_DECIDE.item,
  reason: `${lowerLevelWords({ stays: STAYS })}6月9日提请分管市领导，已 3 天；5月6日提出，已 37 天。${behindWords(BEHIND, AS_OF)}`,
});

export const TO_RAISE = matter("issue-to-raise", {
  ...problem("W-016", "城东水厂", "取水口用地预审"),
  ...toRaiseSentences(
    { stays: STAYS.slice(0, 1), workingDays: 14, limit: 10, proposed: "市直", fellFrom: null },
    "「问题」表第 18 行（M18）",
    raisingRuleOn(NO_OVERRIDES, AS_OF),
  ),
  facts: { step: "solve", state: "working" },
});
export const TO_RAISE_FOR_ADMIN = matter("issue-to-raise", { ...TO_RAISE.item, facts: { duty: "admin" } });

export const TO_VERIFY = matter("loop-to-verify", {
  ...problem("W-009", "职教园区", "临时用电报装"),
  facts: { step: "verify", state: "to-verify", place: "「问题」表第 11 行（T11）", workingDaysLate: 0 },
});
export const TO_ASSIGN = matter("loop-to-verify", {
  ...problem("W-022", "城东水厂", "管线交叉"),
  unit: "市水务局",
  facts: { step: "assign", state: "unassigned", place: "「问题」表第 24 行（J24）", workingDaysLate: 0 },
});
