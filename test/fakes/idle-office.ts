import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { Simulation } from "../../lib/views/simulation.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { type duban, folder, office } from "./cli.ts";
import { task } from "./draft-office.ts";
import { writeRegistry } from "./registry-file.ts";
import { milestone, smallOffice } from "./small-office.ts";

const on = (date: string) => ({ date });

const person = (name: string, unit: string, roles: string, email: string): TemplateRow => ({
  ...{ name, unit, roles },
  email: `${email}@jia.example`,
});

const issue = (code: string, assigned: string, more: TemplateRow = {}): TemplateRow => ({
  ...{ code, project: "P-001", category: "审批", description: `${code}卡在审批`, complexity: "一般" },
  ...{ raisedBy: "市水务局", reportedOn: on(assigned), assignedOn: on(assigned), responsibleUnit: "甲县" },
  ...more,
});

/** An office in which something falls due, is overdue or is raised on most days of the middle of June 2026. */
export const idleOffice = (): TemplateRows => {
  const rows = smallOffice();
  return {
    ...rows,
    milestones: [
      ...rows.milestones!,
      milestone("P-001", 30, "2026-06-11"),
      milestone("P-002", 20, "2026-06-05"),
      milestone("P-002", 30, "2026-06-24"),
    ],
    issues: [issue("I-1", "2026-05-25"), issue("I-2", "2026-06-10")],
    tasks: [
      task("T-001", { due: on("2026-06-05") }),
      task("T-002", { due: on("2026-06-12"), leadUnit: "市水务局", cooperatingUnits: "甲县" }),
      task("T-003", { due: on("2026-05-22") }),
    ],
    people: [
      ...rows.people!,
      person("冯正", "甲县", "主要负责人", "feng"),
      person("陈主", "甲县", "办公室主任", "chen"),
      person("何局", "市水务局", "主要负责人", "he"),
    ],
  };
};

export interface IdleOffice {
  readonly dir: string;
  readonly settings: (now: string) => Record<string, string>;
  /** Of the workbook and of everything that lies beside it. */
  readonly digest: () => string;
  /** What left on a day: recipient, subject and what it carried. */
  readonly letters: (day: PlainDate) => Promise<readonly (readonly [string, string, readonly string[]])[]>;
}

export async function openedIdle(rows: TemplateRows = idleOffice()): Promise<IdleOffice> {
  const dir = folder();
  const settings = (now: string) => office(dir, now);
  const file = settings("").DUBAN_REGISTRY;
  await writeRegistry(file, rows);
  return { dir, settings, digest: () => digestOfFolder(dir), letters: (day) => lettersOn(`${file}.duban.sqlite`, day) };
}

function digestOfFolder(dir: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(dir).toSorted())
    if (!name.endsWith("-journal") && !existsSync(join(dir, name, ".")))
      hash.update(name).update(readFileSync(join(dir, name)));
  return hash.digest("hex");
}

async function lettersOn(file: string, day: PlainDate) {
  const store = await openSqliteStore(file, { readOnly: true });
  const messages = await store.messages({ day, states: ["sent"], withRaw: false });
  await store.close();
  return inOrder(messages.map(({ recipient, subject, noticeKeys }) => [recipient, subject, noticeKeys.toSorted()]));
}

type Left = readonly [string, string, readonly string[]];

const inOrder = (letters: readonly Left[]): readonly Left[] => letters.toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The same of a simulated day; null for a day that was not simulated. */
export function simulated({ days }: Pick<Simulation, "days">, day: PlainDate): readonly Left[] | null {
  const found = days.find((one) => one.day === day);
  if (found === undefined) return null;
  return inOrder(
    found.letters.map(({ to, subject, notices }) => [to, subject, notices.map(({ key }) => key).toSorted()]),
  );
}

export const daysFrom = (first: PlainDate, days: number): readonly PlainDate[] =>
  Array.from({ length: days }, (_, at) => addDays(first, at));

/** `simulate --json` as asked at 07:30 of a day. */
export async function simulationAt(
  run: typeof duban,
  { settings }: Pick<IdleOffice, "settings">,
  day: PlainDate,
  days: number,
): Promise<Simulation> {
  const ran = await run(["simulate", "--days", String(days), "--json"], settings(`${day}T07:30`));
  if (ran.code !== 0) throw new Error(ran.err);
  return ran.json() as unknown as Simulation;
}
