/**
 * The score of a month, reckoned a second time: reads nothing but the cells of the workbook and knows nothing but the published rules (domain.md). It
 * shares no code with the program. By hand: node test/dispute/independent.ts 台账.xlsx 2026-05
 */
import ExcelJS from "exceljs";

type Row = Readonly<Record<string, unknown>>;

export interface Reckoned {
  readonly unit: string;
  /** By indicator, in points; null = no case. */
  readonly points: Readonly<Record<string, number | null>>;
  readonly total: number;
  readonly rank: number | null;
  readonly tied: boolean;
}

const WEIGHTS: Readonly<Record<string, bigint>> = {
  投资完成率: 30n,
  开工率: 15n,
  竣工投产率: 15n,
  资金到位率: 10n,
  节点按期率: 10n,
  问题办结率: 8n,
  报送: 5n,
  督导: 5n,
  入统率: 2n,
};
const GROUPS = [
  ["县区", "园区"],
  ["市直", "国企"],
] as const;
/** Rest days beside weekends, and weekends worked, of the State Council's notice for 2026 (as far as a May needs them). */
const OFF = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05", "2026-06-19"];
const ON = ["2026-05-09"];

/** Exact fractions, for rounding happens once. */
type Fraction = readonly [top: bigint, bottom: bigint];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;

/** Hundredths, half up. */
function hundredths([top, bottom]: Fraction): number {
  const doubled = top * 200n + bottom;
  const whole = doubled / (2n * bottom);
  return Number(doubled < 0n && doubled % (2n * bottom) !== 0n ? whole - 1n : whole);
}

/** 12.35 as 1235/100. */
function exact(value: unknown): Fraction {
  const [whole = "0", part = ""] = String(value).split(".");
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

/** 万元 as typed, in whole 元. */
function yuan(value: unknown): bigint {
  const [top, bottom] = times(exact(value), [10_000n, 1n]);
  return top / bottom;
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";
const day = (value: unknown): string =>
  isBlank(value) ? "" : value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const apart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const isRest = (date: string): boolean =>
  OFF.includes(date) || (!ON.includes(date) && [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()));

async function tabs(file: string): Promise<(title: string) => readonly Row[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return (title) => {
    const sheet = workbook.getWorksheet(title);
    if (sheet === undefined) return [];
    const headers = Array.from(sheet.getRow(1).values as unknown[], String);
    const rows: Record<string, unknown>[] = [];
    sheet.eachRow((row, number) => {
      if (number === 1) return;
      rows.push(Object.fromEntries(headers.map((header, at) => [header, (row.values as unknown[])[at] ?? null])));
    });
    return rows;
  };
}

/** What an indicator rests on: done, due by now, and in all. */
interface Sums {
  done: Fraction;
  due: Fraction;
  all: Fraction;
}
const NOTHING = (): Sums => ({ done: [0n, 1n], due: [0n, 1n], all: [0n, 1n] });

function count(sums: Sums, done: boolean): void {
  sums.done = plus(sums.done, [done ? 1n : 0n, 1n]);
  sums.due = plus(sums.due, [1n, 1n]);
  sums.all = plus(sums.all, [1n, 1n]);
}

function amount(sums: Sums, done: bigint, due: bigint, all: bigint): void {
  sums.done = plus(sums.done, [done, 1n]);
  sums.due = plus(sums.due, [due, 1n]);
  sums.all = plus(sums.all, [all, 1n]);
}

/** Every unit's month. */
export async function reckon(file: string, period: string): Promise<readonly Reckoned[]> {
  const tab = await tabs(file);
  const end = shifted(`${period.slice(0, 5)}${String(Number(period.slice(5)) + 1).padStart(2, "0")}-01`, -1);
  const exemptions = tab("豁免");
  const isExempt = (project: unknown): boolean =>
    exemptions.some((row) => row.项目编号 === project && day(row.起) <= end && end <= day(row.止));
  const counted = tab("项目").filter((row) => !isExempt(row.项目编号));
  const unitOf = new Map(tab("项目").map((row) => [row.项目编号, String(row.责任单位)]));
  const reports = tab("月报");

  const all = tab("单位").map((unit) => {
    const name = String(unit.单位名称);
    const own = counted.filter((row) => row.责任单位 === name);
    const codes = new Set(own.map((row) => row.项目编号));
    const sums: Record<string, Sums> = Object.fromEntries(Object.keys(WEIGHTS).map((code) => [code, NOTHING()]));
    for (const project of own) {
      const mine = reports.filter((row) => row.项目编号 === project.项目编号);
      money(sums, project, mine, period);
      dates(sums, project, end);
      const report = mine.find((row) => row.月份 === period);
      count(sums.报送!, report !== undefined && day(report.填报日期) <= `${nextMonth(period)}-05`);
    }
    const steps = tab("节点").filter((row) => codes.has(row.项目编号));
    for (const step of steps) milestone(sums.节点按期率!, step, exemptions, end);
    for (const project of own)
      if (!steps.some((step) => step.项目编号 === project.项目编号)) count(sums.节点按期率!, false);
    for (const issue of tab("问题").filter((row) => codes.has(row.项目编号))) problem(sums.问题办结率!, issue, end);
    const inspected = tab("督查").filter((row) => codes.has(row.项目编号) && day(row.日期).startsWith(period));
    for (const row of inspected) {
      if (isBlank(row.评分)) continue;
      sums.督导!.done = plus(sums.督导!.done, exact(row.评分));
      sums.督导!.due = plus(sums.督导!.due, [100n, 1n]);
      sums.督导!.all = plus(sums.督导!.all, [100n, 1n]);
    }
    const untrue = tab("督查").filter(
      (row) => unitOf.get(row.项目编号) === name && row.认定 === "虚报" && day(row.认定日期).startsWith(period),
    );
    const extra = tab("加减分")
      .filter((row) => row.单位 === name && String(row.期间) === period)
      .reduce((so, row) => plus(so, exact(row.分值)), [0n, 1n] as Fraction);
    return { name, kind: String(unit.组别), ...scored(sums, untrue.length, extra) };
  });
  return ranked(all, tab("规则"));
}

const nextMonth = (period: string): string =>
  `${period.slice(0, 5)}${String(Number(period.slice(5)) + 1).padStart(2, "0")}`;

/** 投资完成率 and 资金到位率: the last report of the year so far, against the plan laid evenly over the active months. */
function money(sums: Record<string, Sums>, project: Row, reports: readonly Row[], period: string): void {
  const plan = yuan(project.年度计划投资);
  const last = reports
    .filter((row) => String(row.月份) <= period)
    .sort((a, b) => (String(a.月份) < String(b.月份) ? 1 : -1))[0];
  const [start, finish] = [day(project.计划开工), day(project.计划竣工)];
  const first = start.startsWith("2026") ? Number(start.slice(5, 7)) : 1;
  const final = finish.startsWith("2026") ? Number(finish.slice(5, 7)) : 12;
  const until = final < first ? 12 : final;
  const passed = Math.min(Math.max(Number(period.slice(5)) - first + 1, 0), until - first + 1);
  const months = BigInt(until - first + 1);
  const due = (2n * plan * BigInt(passed) + months) / (2n * months);
  amount(sums.投资完成率!, last === undefined ? 0n : yuan(last.年初累计), due, plan);
  const funds = last === undefined || isBlank(last.年初累计到位) ? 0n : yuan(last.年初累计到位);
  amount(sums.资金到位率!, funds, due, plan);
}

/** 开工率, 竣工投产率, 入统率. */
function dates(sums: Record<string, Sums>, project: Row, end: string): void {
  const by = (value: unknown): boolean => day(value) !== "" && day(value) <= end;
  if (project.年度类别 === "新开工" && by(project.计划开工)) count(sums.开工率!, by(project.实际开工));
  const finish = day(project.计划竣工);
  if (by(finish) && finish.startsWith("2026")) count(sums.竣工投产率!, by(project.实际竣工));
  const started = day(project.实际开工);
  const isLarge = yuan(project.总投资) >= 5_000_000n;
  if (started.startsWith("2026") && aMonthAfter(started) < end && isLarge) count(sums.入统率!, by(project.入统日期));
}

function aMonthAfter(date: string): string {
  const month = Number(date.slice(5, 7)) + 1;
  const last = new Date(Date.UTC(Number(date.slice(0, 4)), month, 0)).getUTCDate();
  const number = Math.min(Number(date.slice(8)), last);
  return `${date.slice(0, 5)}${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
}

/** Done on or before its day, exempt days put off. */
function milestone(sums: Sums, step: Row, exemptions: readonly Row[], end: string): void {
  const planned = day(step.计划完成);
  if (planned > end || !planned.startsWith("2026")) return;
  const actual = day(step.实际完成);
  const isDone = actual !== "" && actual <= end;
  const judged = isDone ? actual : end;
  let exempt = 0;
  for (const row of exemptions.filter((one) => one.项目编号 === step.项目编号)) {
    const to = day(row.止) < judged ? day(row.止) : judged;
    if (to >= planned && day(row.起) <= to) exempt += apart(day(row.起), to) + 1;
  }
  count(sums, isDone && apart(planned, judged) - exempt <= 0);
}

/** 13710: seven calendar days after 交办, rolled to a working day; closed when somebody outside the unit passed it. */
function problem(sums: Sums, issue: Row, end: string): void {
  let limit = shifted(day(issue.交办日期), 7);
  while (isRest(limit)) limit = shifted(limit, 1);
  const solved = issue.核查结果 === "通过" ? day(issue.办结日期) : "";
  if (solved === "" && limit > end) return;
  count(sums, solved !== "" && solved <= limit);
}

function scored(sums: Record<string, Sums>, untrue: number, extra: Fraction) {
  const live = Object.keys(WEIGHTS).filter((code) => sums[code]!.all[0] > 0n && sums[code]!.due[0] > 0n);
  const weight = live.reduce((so, code) => so + WEIGHTS[code]!, 0n);
  const points: Record<string, number | null> = {};
  let total = 0;
  for (const code of Object.keys(WEIGHTS)) {
    if (!live.includes(code)) {
      points[code] = null;
      continue;
    }
    const rate = over(sums[code]!.done, sums[code]!.due);
    const full: Fraction = [WEIGHTS[code]! * 100n, weight];
    const capped = less([1n, 1n], rate) ? full : times(full, rate);
    const earned = code === "投资完成率" ? plus(capped, overshoot(rate)) : capped;
    const shown = code === "投资完成率" && untrue > 0 ? 0 : hundredths(earned);
    points[code] = shown / 100;
    total += shown;
  }
  return {
    points,
    total: total + hundredths(extra) - 500 * untrue,
    live: weight,
    invests: live.includes("投资完成率"),
  };
}

/** 0.2 a point from 100 to 130 % of the target, 0.1 above, at most 10. */
function overshoot(rate: Fraction): Fraction {
  const percent = times(rate, [100n, 1n]);
  if (!less([100n, 1n], percent)) return [0n, 1n];
  const low = less(percent, [130n, 1n]) ? percent : ([130n, 1n] as const);
  const high = less([130n, 1n], percent) ? plus(percent, [-130n, 1n]) : ([0n, 1n] as const);
  const earned = plus(times(plus(low, [-100n, 1n]), [1n, 5n]), times(high, [1n, 10n]));
  return less([10n, 1n], earned) ? [10n, 1n] : earned;
}

type Scored = ReturnType<typeof scored> & { readonly name: string; readonly kind: string };

function ranked(all: readonly Scored[], rules: readonly Row[]): readonly Reckoned[] {
  const dense = rules.some((row) => row.参数 === "并列排名" && row.值 === "连续");
  return all.map((unit) => {
    const group = GROUPS.find((kinds) => (kinds as readonly string[]).includes(unit.kind));
    const others = all.filter(
      (one) => group !== undefined && (group as readonly string[]).includes(one.kind) && isRanked(one),
    );
    const above = others.filter((one) => one.total > unit.total).map(({ total }) => total);
    const place = group !== undefined && isRanked(unit) ? (dense ? new Set(above).size : above.length) + 1 : null;
    const equals = others.filter(({ total }) => total === unit.total).length;
    return {
      ...{ unit: unit.name, points: unit.points, total: unit.total / 100 },
      ...{ rank: place, tied: place !== null && equals > 1 },
    };
  });
}

const isRanked = ({ live, invests }: Scored): boolean => invests && live >= 60n;

if (import.meta.main) {
  const [file = "", period = ""] = process.argv.slice(2);
  console.log(JSON.stringify(await reckon(file, period), null, 1));
}
