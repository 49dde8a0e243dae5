import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { type Cast, YEAR_FROM, YEAR_TO } from "./cast.ts";
import type { Course, Lived } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { CHEATS, cheated, milestoneKey } from "./milestones.ts";
import { isReserve } from "./town.ts";
import { type Deed, dateCell, typed } from "./world.ts";

const EVIDENCE: Readonly<Record<string, string>> = {
  开工: "开工令、现场照片",
  竣工: "竣工验收报告",
  施工许可: "施工许可证扫描件",
  施工招标: "中标通知书、施工合同",
  主体封顶: "监理月报、现场照片",
};

const isBefore = ({ typed: on }: Lived): boolean => on !== null && on < YEAR_FROM;

/** The step as it stands on the first morning. */
export const stepBefore = (step: Lived): TemplateRow => ({
  ...step.row,
  actual: isBefore(step) ? dateCell(step.actual!) : null,
  evidence: isBefore(step) ? "批复文件、验收记录" : null,
});

const typedStep = ({ row, actual, typed: on }: Lived): readonly Deed[] =>
  on === null || on < YEAR_FROM || on > YEAR_TO
    ? []
    : [
        typed("milestones", on, milestoneKey(row), {
          actual: dateCell(actual!),
          evidence: EVIDENCE[String(row.name)] ?? "验收记录、现场照片",
        }),
      ];

/** Names that date their project: what is made up there shows in figures too, and is left to the inspections. */
const DATING = ["开工", "竣工"];
const WEIGHT = { good: 0.15, fair: 0.8, poor: 2 };
const LAST_CHEAT: PlainDate = "2026-11-10";

/** Steps somebody makes look better: more of them in units with poor habits, each kind in turn. */
function cheatedSteps({ name, cheats }: Cast, courses: readonly Course[]): ReadonlyMap<Lived, readonly Deed[]> {
  const draw = ({ step, unit }: { readonly step: Lived; readonly unit: string }): number =>
    seeded(`year cheats ${name} ${milestoneKey(step.row)}`).next() / WEIGHT[habitOf(unit).kind];
  const due = courses.flatMap(({ project, steps }) =>
    steps.flatMap((step) => {
      const isOpen =
        !isReserve(project) && step.planned > "2026-02-01" && step.planned < LAST_CHEAT && step.actual !== null;
      const unit = String(step.row.responsibleUnit ?? project.unit);
      return isOpen && !DATING.includes(String(step.row.name)) ? [{ step, unit }] : [];
    }),
  );
  const drawn = due.toSorted((a, b) => draw(a) - draw(b));
  const count = Math.max(CHEATS.length, Math.round(due.length * cheats));
  return new Map(drawn.slice(0, count).map(({ step }, index) => [step, withEnd(step, index)]));
}

/** In the end the step is done, and typed at once. */
function withEnd(step: Lived, index: number): readonly Deed[] {
  const kind = CHEATS[index % CHEATS.length]!;
  const deeds = cheated(seeded(`year cheat ${milestoneKey(step.row)}`), step.row, kind);
  if (kind === "back-dated" || kind === "deleted" || kind === "flipped") return deeds;
  const done = addDays(deeds.at(-1)!.on, 24);
  const cells = { actual: dateCell(done), evidence: "现场照片" };
  return [...deeds, typed("milestones", done, milestoneKey(step.row), cells)];
}

const ANSWERS = [
  "施工日志和监理日志均有记录，填报人外出，事后补录",
  "经办人理解有误，已按验收单日期更正",
  "原填日期有误，已与监理单位核对",
];

/** Whoever is asked about a change answers within the week, most of them. */
function answered(deeds: readonly Deed[]): readonly Deed[] {
  const first = deeds.find(({ cheat }) => cheat !== undefined && cheat !== "deleted");
  if (first === undefined) return [];
  const random = seeded(`year answer ${first.key}`);
  if (!random.chance(0.6)) return [];
  return [typed("milestones", addDays(first.on, random.int(2, 6)), first.key!, { remark: random.pick(ANSWERS) })];
}

/** A slip of the pen, mended when the correction slip came: one step in forty. */
function slipped(step: Lived): readonly Deed[] {
  const [deed] = typedStep(step);
  const random = seeded(`year slip ${milestoneKey(step.row)}`);
  if (deed === undefined || !random.chance(0.025)) return [];
  const [, month, day] = step.actual!.split("-").map(Number) as [number, number, number];
  const wrong = random.pick([`2026年${month}月`, `${month}月${day}号完成`, `2026.13.${day}`]);
  const mended = addDays(deed.on, random.int(1, 3));
  if (daysBetween(step.actual!, mended) > 6) return [];
  const key = milestoneKey(step.row);
  const right = { actual: dateCell(step.actual!), evidence: "验收记录" };
  return [
    { ...typed("milestones", deed.on, key, { actual: wrong }), key, slip: true },
    typed("milestones", mended, key, right),
  ];
}

/** What is typed into 节点 in the year. */
export function yearMilestones(cast: Cast, courses: readonly Course[]): readonly Deed[] {
  const cheats = cheatedSteps(cast, courses);
  return courses.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      const cheat = cheats.get(step);
      if (cheat !== undefined) return [...cheat, ...answered(cheat)];
      const slip = slipped(step);
      return slip.length > 0 ? slip : typedStep(step);
    }),
  );
}

/** Steps whose claim was made up, for the inspectors: key, and the day of the claim. */
export const backdatedKeys = (deeds: readonly Deed[]): readonly Deed[] =>
  deeds.filter(({ tab, cheat }) => tab === "milestones" && cheat === "back-dated");
