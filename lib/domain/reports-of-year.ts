import { lastDayOf, type Month, type PlainDate } from "./dates.ts";
import { brokenIdentities, type IdentityRule, runUpTo } from "./identities.ts";
import type { JudgeInput } from "./judge-input.ts";
import { dayAt, lockDay } from "./office-calendar.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import type { Exemption } from "./registry.ts";
import { judgeReport, type ReportVerdict, reportCase } from "./reports.ts";
import { type Asking, type ReviewQuestion, reviewQuestion } from "./review-questions.ts";
import type { RuleInForce } from "./rule.ts";

/** The reports of the given months, month by month in the order of the files. `onList` asks the list in force at a month's end. */
export function reportsOfMonths(
  files: readonly ProjectFile[],
  months: readonly Month[],
  onList: (month: Month) => ReadonlySet<string>,
  input: JudgeInput,
): readonly (readonly ReportVerdict[])[] {
  const { calendar, history, rules, reportsAsked } = input;
  const asOf = evidenceUntil(input);
  const seenUntil = new Map(input.stale.map(({ name, since }) => [name, since ?? ""]));
  return months.map((month) => {
    const members = reportsAsked ? onList(month) : NOBODY;
    const given = reportCase({ month, asOf, calendar, history, seenUntil, rule: rules.report(lastDayOf(month)) });
    return files.map((file) =>
      judgeReport(file, members.has(file.project.code) && isUnderConstruction(file.project), given),
    );
  });
}

const NOBODY: ReadonlySet<string> = new Set();

type Judged = Pick<JudgeInput, "asOf" | "period" | "knownAt" | "calendar">;

/** What tells of a period comes in after its last day: it is judged as of what was known, the lock day at the latest. */
export function evidenceUntil({ asOf, period, knownAt, calendar }: Judged): PlainDate {
  if (period === null) return asOf;
  const [known, lock] = [dayAt(knownAt), lockDay(calendar, period).day];
  const latest = known < lock ? known : lock;
  return latest > asOf ? latest : asOf;
}

/** When and for how long the unit alone is asked. */
export const askingOf = ({ asOf, asked, calendar, rules }: JudgeInput): Omit<Asking, "rule"> => ({
  ...{ asOf, asked, calendar },
  privateFor: rules.identity(asOf).value.privateFor,
});

/** What the reports of the given months break, in the order of the files. */
export function questionsOf(
  files: readonly ProjectFile[],
  months: readonly Month[],
  exemptionsOf: (project: string) => readonly Exemption[],
  input: JudgeInput,
): readonly ReviewQuestion[] {
  const rule: RuleInForce<IdentityRule> = input.rules.identity(input.asOf);
  const asking = { ...askingOf(input), rule };
  const runs = months.map((month) => runUpTo(month, rule.value));
  return files.flatMap((file) => {
    const stops = exemptionsOf(file.project.code).filter((exemption) => exemption.cause === "冬季停工");
    const winterStop = (month: Month): boolean => stops.some((stop) => touches(stop, month));
    return runs
      .flatMap((run) => brokenIdentities(file, run, rule.value, winterStop))
      .map((broken) => reviewQuestion(file, broken, asking));
  });
}

const touches = ({ from, to }: Exemption, month: Month): boolean => from <= lastDayOf(month) && to >= `${month}-01`;
