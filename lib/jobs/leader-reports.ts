import { writtenReportLine } from "../views/written-report-words.ts";
import type { LeaderEntry } from "./leader-book.ts";
import type { OwedInput } from "./owed.ts";
import { standingReports } from "./standing-reports.ts";

/** Facts of a leader's week: the written reports that leader's projects owe and that leader has not been told of, one line each. */
export interface LeaderReports {
  readonly reports: readonly string[];
  readonly reportLines: readonly string[];
}

/** 牵头领导 answers for the report with the unit: named once in the week, asked for of the unit. */
export function leaderReports(input: OwedInput): (address: string, entry: LeaderEntry) => LeaderReports {
  const standing = standingReports(input);
  const told = toldReports(input);
  return (address, { projects }) => {
    const names = new Map(projects.map(({ project }) => [project.code, project.name]));
    const own = standing.filter(({ project, subject }) => names.has(project) && !told.has(`${address} ${subject}`));
    return {
      reports: own.map(({ subject }) => subject),
      reportLines: own.map(({ project, month, due }) =>
        writtenReportLine(project, names.get(project)!, month, due, input.asOf),
      ),
    };
  };
}

function toldReports({ ledger }: OwedInput): ReadonlySet<string> {
  const told = new Set<string>();
  for (const { kind, state, recipient, item } of ledger.notices.values()) {
    const subjects = kind === "leader-week" && state === "sent" ? item.facts.reports : undefined;
    if (Array.isArray(subjects)) for (const subject of subjects) told.add(`${recipient} ${subject}`);
  }
  return told;
}
