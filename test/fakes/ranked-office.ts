import { readConfig } from "../../functions/config.ts";
import { type Wired, wire } from "../../functions/wire.ts";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { confirmDraft } from "../../lib/jobs/confirm.ts";
import type { RunOutcome } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import type { JobName } from "../../lib/jobs/schedule.ts";
import type { DraftRecord } from "../../lib/ports/store.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { project, smallOffice } from "./small-office.ts";

/** A unit with one project of the year: 12,000 万元, spread over twelve months, so each month's target is a twelfth more. */
export interface RankedUnit {
  readonly name: string;
  readonly group: "县区" | "园区" | "市直" | "国企";
  /** 年初累计 by month, 万元; null = no report. A month left out: as before. */
  readonly ytd: Readonly<Record<string, number | null>>;
}

const on = (date: string) => ({ date });

export const codeOf = (at: number): string => `P-${String(at + 1).padStart(3, "0")}`;

/** One project for each unit, started in January and registered, with the reports of the months named, all in on the 3rd. */
export function rankedOffice(units: readonly RankedUnit[], more: TemplateRows = {}): TemplateRows {
  const { people, rules } = smallOffice();
  const admins = [
    { name: "重点办", group: "其他", ranked: "否" },
    ...units.map(({ name, group }) => ({ name, group, ranked: "是", sponsor: "钱市长" })),
  ];
  return {
    projects: units.map(({ name }, at) =>
      project(codeOf(at), name, {
        ...{ annualClass: "新开工", county: name, plannedStart: on("2026-01-05"), actualStart: on("2026-01-05") },
        ...{ registeredOn: on("2026-01-20"), plannedFinish: on("2026-12-20") },
      }),
    ),
    monthlyReports: units.flatMap(({ ytd }, at) => reportsOf(codeOf(at), ytd)),
    units: admins,
    people: [
      ...people!.filter(({ unit }) => unit === "重点办"),
      ...units.map(({ name }, at) => ({ name: `联络${at}`, unit: name, roles: "联络员", email: `u${at}@jia.example` })),
      ...(more.people ?? []),
    ],
    rules: [...rules!, ...(more.rules ?? [])],
    ...Object.fromEntries(Object.entries(more).filter(([tab]) => tab !== "rules" && tab !== "people")),
  };
}

const reportsOf = (code: string, ytd: RankedUnit["ytd"]): readonly TemplateRow[] =>
  Object.entries(ytd).flatMap(([month, amount]) =>
    amount === null
      ? []
      : [{ project: code, month, investedYtd: amount, fundedYtd: amount, reportedOn: on(dayInNext(month)) }],
  );

function dayInNext(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
  return `${next}-03`;
}

type Settings = Readonly<Record<string, string>>;

async function at<T>(settings: Settings, now: string, work: (wired: Wired) => Promise<T>): Promise<T> {
  const wired = await wire(readConfig({ ...settings, DUBAN_NOW: now }, undefined), { store: "keep" });
  try {
    return await work(wired);
  } finally {
    await wired.close();
  }
}

/** The runner itself, in this process: what `duban run JOB --period P` does. */
export const ran = (settings: Settings, now: string, job: JobName, period: string | null = null): Promise<RunOutcome> =>
  at(settings, now, ({ outside, clock }) =>
    runJobs(
      {
        jobs: [{ job, runKey: `manual:${job}:${period}:${now}` }],
        ...{ asOf: clock.today(), today: clock.today(), period, knownAt: null, mode: "apply" },
      },
      outside,
    ),
  );

export const confirmed = (settings: Settings, now: string, id: string): Promise<RunOutcome> =>
  at(settings, now, ({ outside, clock }) => confirmDraft({ id, by: "孙管", today: clock.today() }, outside));

export async function draftsOf(settings: Settings): Promise<readonly DraftRecord[]> {
  const store = await openSqliteStore(`${settings.DUBAN_REGISTRY}.duban.sqlite`, { readOnly: true });
  const drafts = await store.drafts();
  await store.close();
  return drafts;
}
