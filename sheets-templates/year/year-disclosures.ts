import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { addWorkingDays } from "../../lib/domain/working-days.ts";
import { seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { type Cast, YEAR_FROM, YEAR_TO } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { isReserve } from "./town.ts";
import { added, CALENDAR, type Deed, dateCell, dayIn, goingThrough, isOfficeDay, officeDay, typed } from "./world.ts";

/** Twice a week somebody looks through 公开, whoever put the rows there, and fills in what was put on the website. */
export function yearDisclosures(cast: Cast, courses: readonly Course[]): readonly Deed[] {
  const days = Array.from({ length: daysBetween(YEAR_FROM, YEAR_TO) + 1 }, (_, index) => addDays(YEAR_FROM, index));
  return [...asked(cast, courses), ...days.filter(isOfficeDay).map((on) => goingThrough("disclosures", on, disclosed))];
}

const WITHHELD: readonly (readonly [string, string])[] = [
  ["含商业秘密，权利人不同意公开", "已审查，同意不公开（办公室 3 号审查单）"],
  ["内部方案，未形成正式文件", "已审查，同意不公开（办公室 5 号审查单）"],
];

/** In time as a rule, late in units known for it; a few are not made public, with their reason and a review that comes a week later. */
function disclosed(row: TemplateRow, key: string, today: PlainDate): TemplateRow | null {
  const formed = dayIn(row.formedOn);
  if (formed === null || dayIn(row.disclosedOn) !== null) return null;
  const random = seeded(`year disclosure ${key}`);
  const why = random.chance(0.025) && row.manner !== "依申请" ? random.pick(WITHHELD) : null;
  const { kind } = habitOf(String(row.discloser));
  const late = random.chance(kind === "poor" ? 0.22 : kind === "fair" ? 0.07 : 0.02);
  const term = row.documentType === "其他" ? 20 : 7;
  const after = late ? term + random.int(1, 8) : random.int(2, term - 1);
  const day = addWorkingDays(CALENDAR, formed, after).day;
  if (why !== null) return withheld(row, why, day, today);
  if (today < day || forgotten(random)) return null;
  const name = `${String(row.project).toLowerCase()}-${random.int(1000, 9999)}`;
  return { disclosedOn: dateCell(today), link: `https://www.lanjiang.example/gk/${name}` };
}

const forgotten = (random: ReturnType<typeof seeded>): boolean => random.chance(0.015);

function withheld(
  row: TemplateRow,
  [reason, review]: readonly [string, string],
  day: PlainDate,
  today: PlainDate,
): TemplateRow | null {
  if (today < day) return null;
  if (row.withheldBecause == null) return { withheldBecause: reason };
  return today >= addDays(day, 7) && row.secrecyReview == null ? { secrecyReview: review } : null;
}

const REQUESTS = ["征地补偿标准信息", "环评批复文件", "施工许可证复印件", "中标合同金额"];

/** 依申请: what people ask for, some with a consultation of third parties. */
function asked({ name }: Cast, courses: readonly Course[]): readonly Deed[] {
  const random = seeded(`year requests ${name}`);
  const running = courses.filter(({ project }) => project.plan !== null && !isReserve(project));
  return Array.from({ length: name === "town" ? 3 : 10 }, (_, index) => {
    const { project } = random.pick(running);
    const on = officeDay(addDays("2026-02-02", index * (name === "town" ? 90 : 29) + random.int(0, 9)));
    const item = `${REQUESTS[index % REQUESTS.length]}（依申请${index + 1}号）`;
    const key = `${project.code}/${item}`;
    const row: TemplateRow = {
      ...{ project: project.code, category: "批准结果", item, documentType: "其他", manner: "依申请" },
      ...{ formedOn: dateCell(on), discloser: project.unit },
    };
    const from = officeDay(addDays(on, 4));
    const to = officeDay(addDays(from, 14));
    const consulted = index % 2 === 0;
    return [
      added("disclosures", on, key, row),
      ...(consulted ? [typed("disclosures", from, key, { consultFrom: dateCell(from) })] : []),
      ...(consulted ? [typed("disclosures", to, key, { consultTo: dateCell(to) })] : []),
    ];
  }).flat();
}
