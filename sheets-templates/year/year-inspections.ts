import { addDays, addToMonth, type Month, monthNumber, monthOf, type PlainDate } from "../../lib/domain/dates.ts";
import { reportDue } from "../../lib/domain/office-calendar.ts";
import { withRole } from "../demo-units.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import type { Cast } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { added, CALENDAR, type Deed, dateCell, officeDay, typed } from "./world.ts";
import type { Figures } from "./year-reports.ts";

const MONTHS: readonly Month[] = Array.from({ length: 12 }, (_, index) => addToMonth("2026-01", index));
const METHODS = ["现场察看", "实地核验", "跟踪督办"] as const;
const NOTES = [
  "无明显问题",
  "扬尘覆盖不到位",
  "资料与现场基本一致",
  "工人数量偏少",
  "施工日志更新不及时",
  "材料堆放不规范",
];
const FALSE_NOTES = ["部分工程量无签证，所报投资无凭证", "设备未到场即计入投资"];

type Ruling = "属实" | "误差" | "虚报";
const SHARES: Readonly<Record<Ruling, number>> = { 属实: 1, 误差: 0.93, 虚报: 0.7 };

/** Field supervision of every month: a round through the units first, then whoever is left; false figures in units known for it. */
export function yearInspections(cast: Cast, courses: readonly Course[], figures: Figures): readonly Deed[] {
  let number = 0;
  return MONTHS.flatMap((month) =>
    chosen(cast, courses, figures, month).flatMap((course, index) => {
      number += 1;
      return inspected(course, figures, month, index, `D-2026-${String(number).padStart(3, "0")}`);
    }),
  );
}

/** One of each unit in turn, so that as many units as can be have a score in the month. */
function chosen({ name, inspections }: Cast, courses: readonly Course[], figures: Figures, month: Month) {
  const random = seeded(`year inspections ${name} ${month}`);
  const open = courses.filter(
    ({ project, started }) => figures.has(project.code) && started !== null && started < `${month}-05`,
  );
  const seen = new Map<string, number>();
  const turn = ({ project }: Course): number => {
    const before = seen.get(project.unit) ?? 0;
    seen.set(project.unit, before + 1);
    return before;
  };
  const ordered = random.shuffle(open).map((course) => ({ course, turn: turn(course) }));
  return ordered
    .toSorted((a, b) => a.turn - b.turn)
    .slice(0, inspections)
    .map(({ course }) => course);
}

function inspected({ project }: Course, figures: Figures, month: Month, index: number, code: string): readonly Deed[] {
  const random = seeded(`year inspection ${code} ${project.code}`);
  const { kind } = habitOf(project.unit);
  const last = reportDue(CALENDAR, addToMonth(month, -1)).day;
  const on = officeDay(addDays(last < `${month}-08` ? `${month}-08` : last, random.int(1, 15)));
  const reported = monthNumber(month) === 1 ? 0 : figures.get(project.code)![monthNumber(month) - 2]!;
  const ruling = rulingOf(random, kind, reported);
  const row: TemplateRow = {
    ...{ code, project: project.code, date: dateCell(on), method: METHODS[index % METHODS.length]! },
    inspectors: `${withRole("管理员")[1]!.name}、${withRole("管理员")[2]!.name}`,
    verifiedYtd: reported === 0 ? null : Math.round(reported * SHARES[ruling]),
    score: scoreOf(random, kind, ruling),
    problems: ruling === "虚报" ? random.pick(FALSE_NOTES) : random.pick(NOTES),
    evidence: `照片 ${random.int(4, 12)} 张`,
  };
  const ruled = officeDay(addDays(on, ruling === "属实" ? 0 : 6));
  if (monthOf(ruled) > "2027-01") return [added("inspections", on, code, row)];
  const decision = { ruling, ruledBy: withRole("管理员")[1]!.name, ruledOn: dateCell(ruled) };
  return ruling === "属实"
    ? [added("inspections", on, code, { ...row, ...decision })]
    : [added("inspections", on, code, row), typed("inspections", ruled, code, decision)];
}

function rulingOf(random: Random, kind: "good" | "fair" | "poor", reported: number): Ruling {
  const chance = random.next();
  if (reported < 1000) return "属实";
  if (chance < (kind === "poor" ? 0.04 : kind === "fair" ? 0.004 : 0)) return "虚报";
  return chance > (kind === "good" ? 0.97 : 0.88) ? "误差" : "属实";
}

function scoreOf(random: Random, kind: "good" | "fair" | "poor", ruling: Ruling): number {
  if (ruling === "虚报") return random.int(52, 64);
  if (kind === "good") return random.int(88, 98);
  return kind === "fair" ? random.int(80, 94) : random.int(68, 86);
}

/** Somebody drives out to a step that was claimed and is not done, and again when it is. `claims`: cheats of 节点. */
export function stepInspections(claims: readonly Deed[]): readonly Deed[] {
  return claims
    .filter((_, index) => index % 3 === 0)
    .flatMap(({ on, key }, index) => {
      const [project = "", seq = ""] = key!.split("/");
      const visit = officeDay(addDays(on, 4));
      const code = `D-2026-J${String(index + 1).padStart(2, "0")}`;
      const row = (day: PlainDate, isTrue: boolean): TemplateRow => ({
        ...{ project, seq: Number(seq), date: dateCell(day), method: "实地核验", milestoneTrue: isTrue ? "是" : "否" },
        inspectors: withRole("管理员")[2]!.name,
        problems: isTrue ? "现场已完成" : "现场尚未完成，与填报不符",
        evidence: "照片、视频",
      });
      const later = officeDay(addDays(visit, 14));
      return [
        added("inspections", visit, code, { code, ...row(visit, false) }),
        added("inspections", later, `${code}F`, { code: `${code}F`, ...row(later, true) }),
      ];
    });
}
