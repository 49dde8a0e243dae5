import { addDays } from "../domain/dates.ts";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { type Directory, directoryOf, merge, reachAdmins } from "../domain/recipients.ts";
import type { Registry } from "../domain/registry.ts";
import type { SystemTab } from "../ports/spreadsheet.ts";
import { changedResultLines } from "../views/admin-lines.ts";
import { NOBODY_LED } from "../views/leader-ranking.ts";
import { digestOf } from "./drafting.ts";
import type { Job, JobInput, Published } from "./job.ts";
import { unitsLedBy } from "./leader-places.ts";
import { leadersReached } from "./leaders-reached.ts";
import { NO_ITEM, noticesOf } from "./owed.ts";
import { rankingNotices, toAdmins } from "./owed-admin.ts";
import { CONSULTATION_KINDS, consultationNotices } from "./owed-consultation.ts";
import { OBSERVATION_KINDS, observationNotices } from "./owed-observation.ts";
import { PAPER_KINDS, paperNotices } from "./owed-papers.ts";
import { resultTabs } from "./result-tabs.ts";
import { resultLetter } from "./result-words.ts";

/** What follows from confirmed results, and from nothing else: the tabs 系统-排名 and 系统-红黑榜 and the leaders' letters. */
export const publishedKinds: readonly NoticeKind[] = ["ranking-published", ...OBSERVATION_KINDS];

/** All confirmed results, each row as it was drafted. What somebody wrote over in the store is shown to nobody: the tabs stay as they are. */
export const publishedTabs = ({ published }: JobInput): readonly SystemTab[] =>
  published.every(isWhole) ? resultTabs(published) : [];

const isWhole = ({ body, digest }: Published): boolean => digestOf(body) === digest;

/** To the admins: published results that are no longer what was confirmed. */
export function changedResultNotices({ published, reading, asOf, ledger }: JobInput): readonly Notice[] {
  const changed = published.filter((one) => !isWhole(one));
  if (changed.length === 0) return [];
  const directory = directoryOf(reading.registry, asOf);
  const owed = changed.map(({ id }) =>
    toAdmins(directory, "admin-alert", `changed/${id}`, "", { ...NO_ITEM, subject: id, ...changedResultLines(id) }),
  );
  return noticesOf(owed, ledger);
}

/** The newest results, and what was issued anew lately, to the leaders and the admins, and of a visit to each unit its own projects. */
export const publishedNotices = (input: JobInput): readonly Notice[] => [
  ...resultNotices(input),
  ...observationNotices({ ...input, published: input.published.filter(isWhole) }),
];

/** The newest confirmed month, and a quarter, year, visit or re-issue confirmed lately, with the file as drafted attached. */
function resultNotices(input: JobInput): readonly Notice[] {
  const told = toTell(input);
  if (told.length === 0) return [];
  const { registry } = input.reading;
  const directory = directoryOf(registry, input.asOf);
  const readers = readersOf(directory, registry);
  const led = unitsLedBy(directory, registry);
  return told.flatMap((result) => {
    const letter = resultLetter(result);
    if (letter === null) return [];
    const people = readers.map((address) => ({
      address,
      sentence: letter.lead,
      lines: letter.lines(led.get(address) ?? NOBODY_LED),
    }));
    return rankingNotices(result, people, letter.title);
  });
}

/** As long as a month is the newest one: who becomes a leader later reads the quarter where it stands. */
const LATELY_DAYS = 31;

/** Who read the first issue is told that another stands in its place, however many periods were published since. */
function toTell({ published, asOf }: JobInput): readonly Published[] {
  const since = addDays(asOf, -LATELY_DAYS);
  const whole = published.filter(isWhole);
  const newest = (kind: string): readonly Published[] => whole.filter((one) => one.kind === kind).slice(-1);
  const again = whole.filter(({ differences }) => differences !== "");
  const lately = [...again, ...newest("quarter"), ...newest("year"), ...newest("observation")].filter(
    ({ at }) => dayAt(at) >= since,
  );
  return [...new Set([...newest("ranking"), ...lately])];
}

/** Leaders and admins. */
const readersOf = (directory: Directory, registry: Registry): readonly string[] =>
  merge([leadersReached(directory, registry), reachAdmins(directory)]).told.map(({ address }) => address);

/** Follows a confirmation at once; `daily` does the same, so a confirmation whose workbook was open elsewhere is made good next morning. */
export const publish: Job = {
  name: "publish",
  kinds: [...publishedKinds, ...PAPER_KINDS, ...CONSULTATION_KINDS],
  decide: (input) => ({
    job: "publish",
    asOf: input.asOf,
    status: [],
    systemTabs: publishedTabs(input),
    findings: [],
    kinds: publish.kinds,
    notices: [...publishedNotices(input), ...paperNotices(input), ...consultationNotices(input)],
    drafts: [],
    figures: {},
  }),
};
