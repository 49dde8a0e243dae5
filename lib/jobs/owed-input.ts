import type { Judgement } from "../domain/judgement.ts";
import { directoryOf } from "../domain/recipients.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import { addressOf } from "../registry/reading.ts";
import { noticeWords } from "../views/notice-words.ts";
import { placeWords } from "../views/places.ts";
import type { JobInput } from "./job.ts";
import type { LeaderInput } from "./owed-leaders.ts";

/** What the owed notices of a job follow from: the job's values, with people looked up and cells named. */
export const owedInputOf = (input: JobInput, judgement: Judgement): LeaderInput => ({
  asOf: input.asOf,
  registry: input.reading.registry,
  judgement: withoutUnseen(judgement, input),
  findings: input.findings,
  ledger: input.ledger,
  book: input.book,
  calendar: input.calendar,
  directory: directoryOf(input.reading.registry, input.asOf),
  address: (ref) => placeWords(addressOf(input.reading.places, ref), input.snapshots[0]?.name),
  words: noticeWords,
});

/** A report is not called missing while nobody could look since it was due. Source: domain.md "Indicators", 报送. */
function withoutUnseen(judgement: Judgement, { stale }: Pick<JobInput, "stale">): Judgement {
  const lastSeen = new Map(stale.map(({ name, since }) => [name, since ?? ""]));
  if (lastSeen.size === 0) return judgement;
  const wasLooked = ({ workbook, due }: ReportVerdict): boolean => (lastSeen.get(workbook) ?? "9999") > due;
  return {
    ...judgement,
    reports: judgement.reports.filter((report) => report.state !== "missing" || wasLooked(report)),
  };
}
