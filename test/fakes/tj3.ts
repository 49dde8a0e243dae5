import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import type { PredecessorLink } from "../../lib/domain/predecessors.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { type Calendar, isWorkday } from "../../lib/domain/working-days.ts";
import type { MadeNetwork } from "./networks.ts";
import { lateBounded } from "./slow-schedule.ts";

/**
 * Networks for TaskJuggler 3. A working day is worked from midnight to midnight and every rest day is a leave, so make-up days are simply no leaves; a
 * date of TaskJuggler is then the end of the day before. Early dates are those of one set of tasks in ASAP mode, late dates those of another in ALAP mode,
 * back from the fixed finish. What a mode does not know natively is carried by a task in between, in the other mode: a link to a finish in ASAP, a link
 * from a start in ALAP, and every lead.
 */
export const WINDOW = { from: "2024-07-01", to: "2028-12-31" } as const;

/** A task's start and end as points: ends of days. */
export interface Tj3Task {
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** The file of many networks: step `seq` of network `n` is `e{n}_{seq}` early and `l{n}_{seq}` late. */
export const tj3File = (networks: readonly MadeNetwork[], calendar: Calendar, window: Window = WINDOW): string =>
  [header(calendar, window), ...networks.map(earlyTasks), ...networks.map(lateTasks), REPORT].join("\n");

/** The late dates alone. */
export const tj3LateFile = (networks: readonly MadeNetwork[], calendar: Calendar, window: Window): string =>
  [header(calendar, window), ...networks.map(lateTasks), REPORT].join("\n");

/** A project of one event: what starting TaskJuggler costs. */
export const tj3EmptyFile = (calendar: Calendar, window: Window): string =>
  [header(calendar, window), `task nothing "-" { milestone start ${window.to} }`, REPORT].join("\n");

export interface Window {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const header = (calendar: Calendar, { from, to }: Window): string => `project duban "duban" ${from} - ${to} {
  timezone "Asia/Shanghai"
  timingresolution 60min
  dailyworkinghours 24
  workinghours mon - sun 0:00 - 24:00
}
leaves ${restsOf(calendar, from, to).join(",\n  ")}
`;

const REPORT = `taskreport "out" {
  formats csv
  columns id, start, end
  timeformat "%Y-%m-%d %H:%M"
}
`;

function restsOf(calendar: Calendar, from: PlainDate, to: PlainDate): readonly string[] {
  const rests: string[] = [];
  for (let day: PlainDate = from; day < to; day = addDays(day, 1)) {
    if (isWorkday(calendar, day)) continue;
    const first = day;
    while (day < to && !isWorkday(calendar, addDays(day, 1))) day = addDays(day, 1);
    rests.push(`holiday "rest" ${first} +${daysBetween(first, day) + 1}d`);
  }
  return rests;
}

/** One end of a task. Of an event the end it is reached at: TaskJuggler looks for rings through both, and finds some that are none. */
interface End {
  readonly id: string;
  readonly at: "start" | "end";
}

interface Tasks {
  readonly add: (mode: "asap" | "alap", lines: readonly string[]) => End["id"];
  readonly put: (id: string, mode: "asap" | "alap", lines: readonly string[]) => void;
  readonly text: () => string;
}

function tasksOf(prefix: string): Tasks {
  const texts: string[] = [];
  let made = 0;
  const put: Tasks["put"] = (id, mode, lines) =>
    void texts.push(`task ${id} "-" {\n  scheduling ${mode}\n${lines.map((line) => `  ${line}\n`).join("")}}`);
  const add: Tasks["add"] = (mode, lines) => {
    const id = `x${prefix}_${made++}`;
    put(id, mode, lines);
    return id;
  };
  return { add, put, text: () => texts.join("\n") };
}

const work = (days: number): string => (days === 0 ? "milestone" : `length ${days}d`);
const span = ({ calendarDays }: PredecessorLink, days: number): string =>
  `${calendarDays ? "duration" : "length"} ${days}d`;
const gapOf = ({ lag, calendarDays }: PredecessorLink): string =>
  lag > 0 ? ` ${calendarDays ? "gapduration" : "gaplength"} ${lag}d` : "";
const toFinish = ({ type }: PredecessorLink): boolean => type === "FF" || type === "SF";
const fromStart = ({ type }: PredecessorLink): boolean => type === "SS" || type === "SF";

function earlyTasks({ steps, today }: MadeNetwork, n: number): string {
  const tasks = tasksOf(`e${n}`);
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  tasks.put(`e${n}_begin`, "asap", ["milestone", `start ${today}`]);
  tasks.put(`e${n}_today`, "asap", ["milestone", `start ${addDays(today, 1)}`]);
  for (const step of steps) {
    const waits = step.links
      .filter(({ seq }) => bySeq.has(seq))
      .map((link) => earlyWait(tasks, n, link, step, bySeq.get(link.seq)!));
    const begin = `e${n}_${step.duration === 0 ? "today" : "begin"}`;
    tasks.put(`e${n}_${step.seq}`, "asap", [work(step.duration), `depends ${[begin, ...waits].join(", ")}`]);
  }
  return tasks.text();
}

function earlyWait(tasks: Tasks, n: number, link: PredecessorLink, step: ScheduleStep, before: ScheduleStep): string {
  let end: End = { id: `e${n}_${link.seq}`, at: fromStart(link) && before.duration > 0 ? "start" : "end" };
  const back = (length: string): void => {
    end = { id: tasks.add("alap", [length, `precedes ${end.id}${end.at === "end" ? " { onend }" : ""}`]), at: "start" };
  };
  if (link.lag < 0) back(span(link, -link.lag));
  if (!toFinish(link) || step.duration === 0) return depends(end, gapOf(link));
  if (link.lag > 0) end = { id: tasks.add("asap", ["milestone", `depends ${depends(end, gapOf(link))}`]), at: "start" };
  back(work(step.duration));
  return depends(end, "");
}

const depends = ({ id, at }: End, gap: string): string => `${id} {${at === "start" ? " onstart" : ""}${gap} }`;
const precedes = ({ id, at }: End, gap: string): string => `${id} {${at === "end" ? " onend" : ""}${gap} }`;

function lateTasks({ steps }: MadeNetwork, n: number): string {
  const tasks = tasksOf(`l${n}`);
  const bounds = lateBounded(steps);
  const before = new Map<number, string[]>(steps.map(({ seq }) => [seq, []]));
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  for (const step of steps) {
    if (!bounds.has(step.seq)) continue;
    for (const link of step.links) {
      const other = bySeq.get(link.seq);
      if (other !== undefined) before.get(link.seq)!.push(lateWait(tasks, n, link, step, other));
    }
  }
  for (const step of steps) {
    const finish = bounds.get(step.seq);
    if (finish === undefined) continue;
    const waits = before.get(step.seq)!;
    if (finish !== null)
      waits.push(precedes({ id: tasks.add("asap", ["milestone", `start ${addDays(finish, 1)}`]), at: "start" }, ""));
    tasks.put(`l${n}_${step.seq}`, "alap", [work(step.duration), `precedes ${waits.join(", ")}`]);
  }
  return tasks.text();
}

function lateWait(tasks: Tasks, n: number, link: PredecessorLink, step: ScheduleStep, before: ScheduleStep): string {
  let end: End = { id: `l${n}_${step.seq}`, at: toFinish(link) && step.duration > 0 ? "end" : "start" };
  const on = (length: string): void => {
    end = { id: tasks.add("asap", [length, `depends ${depends(end, "")}`]), at: "end" };
  };
  if (link.lag < 0) on(span(link, -link.lag));
  if (!fromStart(link) || before.duration === 0) return precedes(end, gapOf(link));
  if (link.lag > 0) end = { id: tasks.add("alap", ["milestone", `precedes ${precedes(end, gapOf(link))}`]), at: "end" };
  on(work(before.duration));
  return precedes(end, "");
}

/** Starts a program and waits for it; throws when it fails. */
type Runner = (program: string, args: readonly string[]) => void;

const started: Runner = (program, args) => void execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"] });

/** Runs tj3 on the text and reads its table. Throws with what tj3 says when it fails. */
export function runTj3(tool: string, text: string, run: Runner = started): ReadonlyMap<string, Tj3Task> {
  const folder = mkdtempSync(join(tmpdir(), "duban-tj3-"));
  try {
    const file = join(folder, "in.tjp");
    writeFileSync(file, text);
    run(tool, ["--silent", "--no-color", "--output-dir", folder, file]);
    return tableOf(readFileSync(join(folder, "out.csv"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tableOf(csv: string): ReadonlyMap<string, Tj3Task> {
  const rows = csv.trim().split("\n").slice(1);
  return new Map(
    rows.map((row) => {
      const [id, start, end] = row.split(";").map((cell) => cell.replaceAll('"', ""));
      return [id!, { start: pointOf(start!), end: pointOf(end!) }];
    }),
  );
}

function pointOf(moment: string): PlainDate {
  const [day, time] = moment.split(" ");
  if (time !== "00:00") throw new Error(`${moment} is not the end of a day`);
  return addDays(day!, -1);
}
