import { addDays, addToMonth, type Month, type PlainDate } from "../../lib/domain/dates.ts";
import { circularDay, lockDay } from "../../lib/domain/office-calendar.ts";
import { addWorkingDays } from "../../lib/domain/working-days.ts";
import { LEADERS, withRole } from "../demo-units.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import type { Cast } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { added, CALENDAR, type Deed, dateCell, officeDay, typed } from "./world.ts";

const MONTHS: readonly Month[] = Array.from({ length: 12 }, (_, index) => addToMonth("2026-01", index));
const ranked = ({ units }: Cast): readonly string[] =>
  units.filter(({ group }) => group !== "其他").map(({ name }) => name);

const PRAISE: readonly (readonly [string, string, number])[] = [
  ["承办集中开工主会场", "市政府办公室通报", 1],
  ["争取中央预算内资金", "省发展改革委批复文件", 0.5],
  ["经验做法获省级推广", "省重点办简报", 0.5],
];
const BLAME: readonly (readonly [string, string, number])[] = [
  ["未按时提交书面报告", "督查通报", -1],
  ["项目材料重复退回", "督查通报", -0.5],
];

/** 加减分 of every month, typed before the lock. */
export function scoreAdjustments(cast: Cast): readonly Deed[] {
  const units = ranked(cast);
  const by = withRole("管理员")[0]!.name;
  return MONTHS.flatMap((month, at) => {
    const random = seeded(`year points ${cast.name} ${month}`);
    const good = random.shuffle(units.filter((unit) => habitOf(unit).kind !== "poor"))[0]!;
    const poor = random.shuffle(units.filter((unit) => habitOf(unit).kind === "poor"))[0];
    const row = (unit: string, index: number, [reason, basis, points]: readonly [string, string, number]): Deed => {
      const code = `J-2026-${String(at * 2 + index).padStart(3, "0")}`;
      const cells = { code, unit, period: month, points, reason, basis, confirmedBy: by };
      return added("scoreAdjustments", addDays(lockDay(CALENDAR, month).day, -3), code, cells);
    };
    return [row(good, 1, random.pick(PRAISE)), ...(poor === undefined ? [] : [row(poor, 2, random.pick(BLAME))])];
  });
}

const OBJECTIONS: readonly (readonly [item: string, reason: string, answer: string, conclusion: string])[] = [
  ["节点按期率", "管线迁改由供电公司负责，逾期不应计入本单位", "经核，前置节点逾期已按实际责任单位计算", "不采纳"],
  ["报送", "当日系统维护，次日补报", "经核，系统运行正常，按首次读到时间计算", "不采纳"],
  ["加减分", "材料已于期限内补正", "经核，材料日期属实，予以恢复", "部分采纳"],
  ["问题办结率", "核查排期晚，办结日期应以提交日为准", "经核，已按办结日期计算", "不采纳"],
  ["督导", "检查当天因停电停工，评分偏低", "经核，停电属实，下月复查", "部分采纳"],
];

/** One or two objections in most months, raised on the day after the lock and answered before the circular. */
export function appeals(cast: Cast): readonly Deed[] {
  const units = ranked(cast);
  return MONTHS.flatMap((month, at) => {
    const random = seeded(`year appeals ${cast.name} ${month}`);
    if (at % 3 === 1) return [];
    const raised = addWorkingDays(CALENDAR, lockDay(CALENDAR, month).day, 1).day;
    const latest = addDays(circularDay(CALENDAR, month).day, -1);
    const [item, reason, answer, conclusion] = OBJECTIONS[at % OBJECTIONS.length]!;
    const code = `S-2026-${String(at + 1).padStart(3, "0")}`;
    const row = { code, unit: random.pick(units), period: month, item, reason, raisedOn: dateCell(raised) };
    const answered = dateCell(addDays(raised, 1));
    return [
      added("appeals", raised, code, row),
      typed("appeals", addDays(raised, 1) > latest ? latest : addDays(raised, 1), code, {
        answer,
        conclusion,
        answeredOn: answered,
      }),
    ];
  });
}

const INDICATORS = ["框架内合同数", "转化合同数", "应建成投产项目数", "建成投产项目数"] as const;
const CHAIN = ["签约项目数", "履约项目数", "履约开工项目数", "开工投产项目数", "达效项目数"] as const;

/** 单位指标 of the counties, growing from quarter to quarter; the year's stands with the last. Typed in the first days of the next month. */
export function unitIndicators(cast: Cast): readonly Deed[] {
  const counties = cast.units.filter(({ group }) => group === "县区" || group === "园区").map(({ name }) => name);
  return counties.flatMap((unit) => {
    const random = seeded(`year indicators ${unit}`);
    const counts = firstCounts(random, unit);
    return [0, 1, 2, 3].flatMap((quarter) => quarterRows(unit, quarter, counts));
  });
}

interface Counts {
  readonly signed: number;
  readonly turned: number;
  readonly owed: number;
  readonly built: number;
  readonly step: number;
}

function firstCounts(random: Random, unit: string): Counts {
  const { pace } = habitOf(unit);
  const signed = random.int(14, 30);
  return {
    signed,
    turned: Math.min(0.95, pace * 0.75),
    owed: random.int(2, 4),
    built: pace * 0.95,
    step: random.int(2, 5),
  };
}

function quarterRows(unit: string, quarter: number, { signed, turned, owed, built, step }: Counts): readonly Deed[] {
  const [all, due] = [signed + quarter * step, owed * (quarter + 1)];
  const shares = [1, turned, turned * 0.85, turned * 0.6, turned * 0.42].map((share) => Math.round(all * share));
  const framed = [all, Math.round(all * turned), due, Math.min(due, Math.round(due * built))];
  const on = addDays(quarter === 3 ? "2027-01-04" : `2026-${String(quarter * 3 + 4).padStart(2, "0")}-02`, 0);
  const period = `2026Q${quarter + 1}`;
  const row = (indicator: string, actual: number, plan: number | null): readonly Deed[] =>
    (quarter === 3 ? [period, "2026"] : [period]).map((named) =>
      added("unitIndicators", on, `${unit}/${named}/${indicator}`, { unit, period: named, indicator, plan, actual }),
    );
  return [
    ...INDICATORS.flatMap((indicator, index) => row(indicator, framed[index]!, null)),
    ...CHAIN.flatMap((indicator, index) => row(indicator, shares[index]!, null)),
    ...row("新增规上企业", quarter + (built > 0.9 ? 2 : 1), quarter + 2),
    ...row("其他", all + quarter, all),
  ];
}

/** 豁免: winter, floods, a change of policy, a line moved by the province. */
export function exemptions(courses: readonly Course[]): readonly Deed[] {
  const random = seeded("year exemptions");
  const running = random.shuffle(
    courses.filter(({ project, started }) => project.plan !== null && started !== null && started < "2026-07-01"),
  );
  const carried = courses.filter(({ project }) => project.annualClass === "续建");
  const row = (code: string, { project }: Course, on: PlainDate, cells: TemplateRow): Deed =>
    added("exemptions", on, code, { code, project: project.code, projectName: project.name, ...cells });
  const span = (from: PlainDate, to: PlainDate): TemplateRow => ({ from: dateCell(from), to: dateCell(to) });
  const flood = { cause: "不可抗力", approvedBy: LEADERS[0], basis: "市防汛指挥部通报（7月12日特大暴雨）" };
  return [
    row("M-001", carried[0]!, "2026-01-08", {
      ...span("2026-01-08", "2026-02-28"),
      cause: "冬季停工",
      approvedBy: LEADERS[3],
      basis: "冬季停工备案表",
    }),
    row("M-002", running[0]!, "2026-07-14", { ...span("2026-07-12", "2026-08-20"), ...flood }),
    row("M-003", running[1]!, "2026-07-15", { ...span("2026-07-12", "2026-09-10"), ...flood }),
    row("M-004", running[2]!, "2026-09-02", {
      ...{ ...span("2026-09-01", "2026-11-15"), cause: "政策调整", approvedBy: LEADERS[1] },
      basis: "用地政策调整，市政府专题会议纪要〔2026〕31号",
    }),
    row("M-005", running[3]!, "2026-10-12", {
      ...{ ...span("2026-10-10", "2026-12-20"), cause: "上级原因", approvedBy: LEADERS[1] },
      basis: "省级线位调整，原批复暂停执行",
    }),
  ];
}

/** What only the office enters: a county's own rest day. */
export const restDays = ({ units }: Cast): readonly Deed[] =>
  units.some(({ name }) => name === "云岭县")
    ? [
        added("calendar", officeDay("2026-09-21"), "2026-10-16/云岭县", {
          ...{ date: dateCell("2026-10-16"), type: "放假", scope: "云岭县" },
          basis: "云岭县人民政府关于县庆日放假的通知",
        }),
      ]
    : [];
