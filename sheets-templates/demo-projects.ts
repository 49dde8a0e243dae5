import { addDays, dateOf, lastDayOf, monthOf, type PlainDate } from "../lib/domain/dates.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import { DEMO_AS_OF, DEMO_YEAR } from "./demo-day.ts";
import { type Listed, listed } from "./demo-list.ts";
import { KNOWN, projectNames } from "./demo-names.ts";
import { COUNTIES, DEPARTMENTS, headOf, LEADERS, officersOf, UNITS } from "./demo-units.ts";
import { type Random, seeded } from "./random.ts";
import type { TemplateRow } from "./registry-sheets.ts";

export { DEMO_AS_OF };

/** How far the money is behind the plan, in points of the annual plan, at the end of September. */
export type Pace = "ahead" | "blue" | "yellow" | "red";
/** What the chain of milestones tells on the as-of day. */
export type Chain = "fine" | "soon" | "due" | "blue" | "yellow" | "red" | "waiting" | "unfinished";

export interface DemoProject extends Listed {
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly unit: string;
  readonly officer: string;
  readonly sponsor: string;
  readonly start: PlainDate;
  readonly finish: PlainDate;
  readonly started: PlainDate | null;
  readonly finished: PlainDate | null;
  readonly pace: Pace;
  readonly chain: Chain;
}

const FIELD: Readonly<Record<string, readonly string[]>> = {
  产业: ["市工业和信息化局", "市商务局", "市农业农村局"],
  基础设施: ["市交通运输局", "市住房和城乡建设局", "市水务局", "市交通投资集团", "市城市建设投资集团", "澜江供电公司"],
  民生: ["市教育局", "市卫生健康委员会", "市住房和城乡建设局", "市城市管理局"],
  生态环保: ["市生态环境局", "市林业局", "市水务集团", "市自然资源和规划局"],
  文化旅游: ["市文化广电旅游局", "市文化旅游投资集团", "市体育局"],
};

/** Starts of the year by quarter, as published: 37, 24, 12. */
const STARTS: readonly (readonly [number, number, number])[] = [
  [37, 1, 3],
  [24, 4, 6],
  [12, 7, 9],
];
/** Finishes of the year by quarter among the projects carried over, and among the new ones: 58 in all. */
const FINISHES: readonly (readonly [number, number, number])[] = [
  [6, 1, 3],
  [12, 4, 6],
  [20, 7, 9],
  [8, 10, 12],
];
const NEW_FINISHES = 12;

const deck = <T>(counts: readonly (readonly [T, number])[]): readonly T[] =>
  counts.flatMap(([item, count]) => Array.from({ length: count }, () => item));

const monthsOf = (random: Random, quarters: readonly (readonly [number, number, number])[]): readonly string[] =>
  random.shuffle(
    quarters.flatMap(([count, from, to]) =>
      Array.from({ length: count }, (_, index) => monthOf(dateOf(DEMO_YEAR, from + (index % (to - from + 1)), 1))),
    ),
  );

function dayIn(random: Random, month: string): PlainDate {
  return addDays(`${month}-01`, random.pick([9, 14, 19, 24, 27]));
}

interface Dates {
  readonly start: PlainDate;
  readonly finish: PlainDate;
}

/** Planned start and finish of every project in the order of the list. */
function planned(list: readonly Listed[]): readonly Dates[] {
  const random = seeded("dates");
  const starts = [...monthsOf(random, STARTS)];
  const finishes = [...monthsOf(random, FINISHES)];
  const news = list.filter(({ annualClass }) => annualClass === "新开工");
  const quick = [...news].sort((a, b) => b.plan! / b.total - a.plan! / a.total).slice(0, NEW_FINISHES);
  const carried = list.filter(({ annualClass }) => annualClass === "续建");
  const finishing = [...carried].sort((a, b) => a.total - b.total).slice(0, finishes.length);
  return list.map((item) => {
    if (item.annualClass === "前期")
      return { start: "2027-03-31", finish: dayIn(random, `2029-${random.pick(["06", "10"])}`) };
    if (item.annualClass === "新开工") {
      const start = quick.includes(item) ? takeEarly(starts) : starts.pop()!;
      const end = quick.includes(item)
        ? random.pick(["2026-11", "2026-12"])
        : `${random.pick(["2027", "2028"])}-0${random.int(3, 9)}`;
      return { start: dayIn(random, start), finish: dayIn(random, end) };
    }
    const begun = dayIn(random, `${random.pick(["2023", "2024", "2025"])}-0${random.int(2, 9)}`);
    const end = finishing.includes(item) ? finishes.pop()! : `2027-${random.pick(["03", "06", "09", "11"])}`;
    return { start: begun, finish: dayIn(random, end) };
  });
}

/** The first start month of the first quarter still to be given: a project that ends this year began early. */
function takeEarly(starts: string[]): string {
  const index = starts.findIndex((month) => month <= "2026-03");
  return starts.splice(index, 1)[0]!;
}

const PACES = deck<Pace>([
  ["ahead", 65],
  ["blue", 27],
  ["yellow", 13],
  ["red", 5],
]);
const CHAINS = deck<Chain>([
  ["red", 6],
  ["yellow", 7],
  ["blue", 10],
  ["due", 9],
  ["soon", 14],
  ["fine", 64],
]);
const PREPARED_CHAINS = deck<Chain>([
  ["red", 2],
  ["yellow", 2],
  ["blue", 4],
  ["due", 3],
  ["soon", 6],
  ["fine", 52],
]);
/** New projects that did not start when planned, and projects that should be finished and are not. */
const NOT_STARTED = 5;
const NOT_FINISHED = 3;

/** The pace and the chain of a troubled project go together more often than not. */
function stories(random: Random): readonly (readonly [Pace, Chain])[] {
  const order: readonly Pace[] = ["red", "yellow", "blue", "ahead"];
  const paces = [...PACES].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const loose = CHAINS.map((chain, index) => [chain, index + random.int(0, 14)] as const);
  const chains = loose.sort((a, b) => a[1] - b[1]).map(([chain]) => chain);
  return random.shuffle(paces.map((pace, index) => [pace, chains[index]!] as const));
}

/** When it really began: on the day or a little off, never after the as-of day. */
function beganOn(random: Random, start: PlainDate): PlainDate {
  const day = addDays(start, random.pick([-6, -3, 0, 0, 1, 2, 3]));
  const last = lastDayOf(monthOf(start));
  return day < last ? day : last;
}

/** Indexes of the first `count` projects that a story fits. */
const firstOf = (list: readonly Dates[], count: number, fits: (dates: Dates, index: number) => boolean): Set<number> =>
  new Set([...list.keys()].filter((index) => fits(list[index]!, index)).slice(0, count));

interface Story {
  readonly pace: Pace;
  readonly chain: Chain;
}

/** Told in the office's own examples. */
const KNOWN_STORIES: Readonly<Record<string, Story>> = {
  "P-031": { pace: "yellow", chain: "red" },
  "P-044": { pace: "blue", chain: "blue" },
  "P-052": { pace: "yellow", chain: "red" },
  "P-060": { pace: "ahead", chain: "soon" },
};

/** What each project tells. Those that should be finished are, but for a few; the decks are dealt to the others. */
function tell(list: readonly Listed[], dates: readonly Dates[]): readonly Story[] {
  const random = seeded("stories");
  const told = [...stories(random)];
  const preparedChains = random.shuffle(PREPARED_CHAINS);
  const isNew = (index: number): boolean => list[index]!.annualClass === "新开工";
  const waiting = firstOf(dates, NOT_STARTED, ({ start, finish }, index) => {
    return isNew(index) && start > "2026-07" && start < "2026-09-30" && finish > "2027";
  });
  const unfinished = firstOf(dates, NOT_FINISHED, ({ finish }) => finish > "2026-09" && finish < "2026-10");
  return list.map((item, index) => {
    if (item.annualClass === "前期") return { pace: "ahead", chain: preparedChains.pop()! };
    if (unfinished.has(index)) return { pace: "yellow", chain: "unfinished" };
    if (dates[index]!.finish <= DEMO_AS_OF) return { pace: "ahead", chain: "fine" };
    const [pace, chain] = told.pop()!;
    const known = KNOWN_STORIES[codeOf(index)];
    if (known !== undefined) return known;
    if (waiting.has(index)) return { pace: "yellow", chain: "waiting" };
    return { pace: pace === "red" && dates[index]!.start > "2026-04-30" ? "yellow" : pace, chain };
  });
}

export function demoProjects(): readonly DemoProject[] {
  const random = seeded("projects");
  const nameFor = projectNames();
  const list = placed(listed());
  const dates = planned(list);
  const told = tell(list, dates);
  return list.map((item, index): DemoProject => {
    const code = codeOf(index);
    const { start, finish } = dates[index]!;
    const { pace, chain } = told[index]!;
    const prepared = item.annualClass === "前期";
    const county = COUNTIES[(index * 5 + random.int(0, 2)) % COUNTIES.length]!.name;
    const unit = random.chance(0.58) ? county : unitFor(random, item.category);
    const over = !prepared && chain === "fine" && finish <= DEMO_AS_OF;
    return {
      ...item,
      code,
      name: KNOWN[code]?.name ?? nameFor(item.category, county),
      county,
      unit,
      officer: officersOf(unit)[index % 2]!.name,
      sponsor: LEADERS[1 + (index % (LEADERS.length - 1))]!,
      start,
      finish,
      started: prepared || chain === "waiting" ? null : beganOn(random, start),
      finished: over ? addDays(finish, random.pick([-12, -5, -2, 0, 0])) : null,
      pace,
      chain,
    };
  });
}

const codeOf = (index: number): string => `P-${String(index + 1).padStart(3, "0")}`;

/** Puts a project of the right category at each number the examples speak of. */
function placed(list: readonly Listed[]): readonly Listed[] {
  const order = [...list];
  for (const [code, { category }] of Object.entries(KNOWN)) {
    const at = Number(code.slice(2)) - 1;
    const other = order.findIndex((item, index) => item.category === category && KNOWN[codeOf(index)] === undefined);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

/** Departments answer for the projects of their field; nobody is left without any. */
function unitFor(random: Random, category: string): string {
  return random.chance(0.8) ? random.pick(FIELD[category]!) : random.pick(DEPARTMENTS).name;
}

const day = (date: PlainDate | null): CellValue => (date === null ? null : { date });
const BATCHES = ["2026-02", "2026-05", "2026-08"];

/** A batch has one main venue: that of its first project. */
function venues(): (batch: string) => string {
  const hosted = new Set<string>();
  return (batch) => {
    const isFirst = !hosted.has(batch);
    hosted.add(batch);
    return isFirst ? "主会场" : "分会场";
  };
}

export function projectRows(projects: readonly DemoProject[]): readonly TemplateRow[] {
  const random = seeded("project rows");
  const venueIn = venues();
  return projects.map((project, index) => {
    const { annualClass, total, plan, start, finish } = project;
    const carried = annualClass === "续建";
    const rest = total - (plan ?? 0);
    const before = carried ? Math.round((rest * (finish < "2027" ? 0.97 : random.int(30, 70) / 100)) / 10) * 10 : 0;
    const batch = BATCHES[["01", "02", "03"].includes(start.slice(5, 7)) ? 0 : start < "2026-07" ? 1 : 2];
    const operation = project.category === "产业" && annualClass !== "前期" ? addDays(finish, 60) : null;
    return {
      code: project.code,
      nationalCode: `25${String(random.int(1, 12)).padStart(2, "0")}-990000-04-${random.pick(["01", "02", "05"])}-${String(100_000 + index * 3_571).padStart(6, "0")}`,
      name: project.name,
      category: project.category,
      annualClass,
      county: project.county,
      leadUnit:
        FIELD[project.category]!.find((name) => UNITS.some((at) => at.name === name && at.group === "市直")) ?? null,
      responsibleUnit: project.unit,
      responsiblePerson: project.officer,
      sponsor: project.sponsor,
      countySponsor: headOf(project.county).name,
      massWorkGroup: `群众工作第${(index % 12) + 1}组`,
      owner: `澜江${project.name.slice(0, 3)}建设有限公司`,
      totalInvestment: total,
      annualPlan: plan,
      investedBefore: annualClass === "前期" ? null : before,
      plannedStart: day(start),
      actualStart: random.chance(0.75) ? day(project.started) : null,
      plannedFinish: day(finish),
      actualFinish: random.chance(0.7) ? day(project.finished) : null,
      plannedOperation: day(operation),
      actualOperation: null,
      registeredOn: registered(random, project, index),
      startBatch: annualClass === "新开工" ? batch! : null,
      venue: annualClass === "新开工" ? venueIn(batch!) : null,
      secrecy: null,
      location: `${project.county}${random.pick(["城关", "河东", "新城", "工业", "临江"])}片区`,
      remark: null,
    };
  });
}

/** New projects are registered within a month of starting; three were forgotten. */
function registered(random: Random, { annualClass, started }: DemoProject, index: number): CellValue {
  if (started === null || annualClass === "前期") return null;
  if (annualClass === "续建") return { date: addDays(started, random.int(12, 40)) };
  if (index % 29 === 3) return null;
  const on = addDays(started, random.int(8, 28));
  return on <= DEMO_AS_OF ? { date: on } : null;
}
