import type { Notice, NoticeKind } from "../domain/notice.ts";
import { type Directory, directoryOf, merge, reachAdmins } from "../domain/recipients.ts";
import type { Registry } from "../domain/registry.ts";
import type { SystemTab } from "../ports/spreadsheet.ts";
import { rankingHeaders, systemTabOf } from "../registry/system-tabs.ts";
import { indicatorNames, parseRankingBlock, rankingLead, rankingRows, rankingTitle } from "../views/ranking.ts";
import type { Job, JobInput, Published } from "./job.ts";
import { leadersReached } from "./leaders-reached.ts";
import { rankingNotices } from "./owed-admin.ts";
import { CONSULTATION_KINDS, consultationNotices } from "./owed-consultation.ts";
import { LETTER_KINDS, letterNotices } from "./owed-letters.ts";

/** What follows from confirmed results, and from nothing else: the tab 系统-排名 and the leaders' letters. */
export const publishedKinds: readonly NoticeKind[] = ["ranking-published"];

const rankingsOf = ({ published }: JobInput): readonly Published[] =>
  published.filter(({ kind }) => kind === "ranking");

/** All confirmed months, newest first, each row as it was drafted; null columns where a month did not score an indicator. */
export function publishedTabs(input: JobInput): readonly SystemTab[] {
  const blocks = rankingsOf(input)
    .map(({ body }) => parseRankingBlock(body))
    .reverse();
  if (blocks.length === 0) return [];
  const headers = rankingHeaders([...new Set(blocks.flatMap(indicatorNames))]);
  const rows = blocks.flatMap((block) => {
    const own = rankingHeaders(indicatorNames(block)).map(({ title }) => title);
    const columns = headers.map(({ title }) => own.indexOf(title));
    return rankingRows(block).map((row) => columns.map((at) => (at < 0 ? null : row[at]!)));
  });
  return [{ title: systemTabOf("排名").title, headers, rows, ridesAlong: false }];
}

/** The newest confirmed ranking, to the leaders and the admins, with the table as drafted attached. */
export function publishedNotices(input: JobInput): readonly Notice[] {
  const newest = rankingsOf(input).at(-1);
  if (newest === undefined) return [];
  const { registry } = input.reading;
  const directory = directoryOf(registry, input.asOf);
  const block = parseRankingBlock(newest.body);
  const sentence = rankingLead(block, newest.differences);
  const people = readersOf(directory, registry).map((address) => ({ address, sentence }));
  return rankingNotices(newest, people, rankingTitle(block, newest.differences));
}

/** Leaders and admins. */
const readersOf = (directory: Directory, registry: Registry): readonly string[] =>
  merge([leadersReached(directory, registry), reachAdmins(directory)]).told.map(({ address }) => address);

/** Follows a confirmation at once; `daily` does the same, so a confirmation whose workbook was open elsewhere is made good next morning. */
export const publish: Job = {
  name: "publish",
  kinds: [...publishedKinds, ...LETTER_KINDS, ...CONSULTATION_KINDS],
  decide: (input) => ({
    job: "publish",
    asOf: input.asOf,
    status: [],
    systemTabs: publishedTabs(input),
    findings: [],
    kinds: publish.kinds,
    notices: [...publishedNotices(input), ...letterNotices(input), ...consultationNotices(input)],
    drafts: [],
    figures: {},
  }),
};
