import type { Judgement } from "../domain/judgement.ts";
import { directoryOf } from "../domain/recipients.ts";
import { placeOf } from "../registry/places.ts";
import { addressOf } from "../registry/reading.ts";
import { noticeWords } from "../views/notice-words.ts";
import { placeWords } from "../views/places.ts";
import type { JobInput } from "./job.ts";
import type { LeaderInput } from "./owed-leaders.ts";

/** What the owed notices of a job follow from: the job's values, with people looked up and cells named. */
export const owedInputOf = (input: JobInput, judgement: Judgement): LeaderInput => ({
  asOf: input.asOf,
  registry: input.reading.registry,
  judgement,
  findings: input.findings,
  history: input.history,
  ledger: input.ledger,
  book: input.book,
  calendar: input.calendar,
  startBatches: input.letters.startBatches,
  directory: directoryOf(input.reading.registry, input.asOf),
  address: (ref) => placeWords(addressOf(input.reading.places, ref), input.snapshots[0]?.name),
  link: linksOf(input),
  isRead: (workbook, tab) => placeOf(input.reading.places, workbook, tab) !== null,
  words: noticeWords,
});

const linksOf =
  ({ reading, snapshots }: JobInput): LeaderInput["link"] =>
  ({ workbook, tab, cell }) => {
    const place = placeOf(reading.places, workbook, tab);
    const book = snapshots.find(({ name }) => name === workbook);
    const url = book?.sheets.find(({ title }) => title === place?.sheet)?.url;
    if (url === undefined) return "";
    return cell === "" ? url : `${url}&range=${cell}`;
  };
