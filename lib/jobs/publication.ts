import type { QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { YearBlock } from "../domain/assessment/year-block.ts";
import type { ListChangeDraft } from "../domain/list-change/notice-block.ts";
import type { ObservationBlock } from "../domain/observation/observation-block.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { isOpen } from "../domain/publication/list-rows.ts";
import { privacyOf } from "../domain/publication/public-row.ts";
import type { HeldRow } from "../domain/publication/public-site.ts";
import { type SiteMade, siteOf } from "../domain/publication/site-of.ts";
import type { RankingBlock } from "../domain/ranking-block.ts";
import type { Project, TabCode } from "../domain/registry.ts";
import type { StartBatchDraft } from "../domain/starts/batch-block.ts";
import type { DraftRecord } from "../ports/store.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { clearedWordsOn, siteAddressOn } from "../rules/publication-rules.ts";
import { type ConfirmedBlocks, confirmedBlocks } from "./confirmed-blocks.ts";
import type { JobInput } from "./job.ts";

/**
 * What the public may see on the day judged: the list in force and what was disclosed, and of results and notices what was confirmed, each in its newest
 * issue of that day. `drafts` are all of the store. Nothing is written. Source: issue 7, Publication.
 */
export function publicationOf(input: JobInput, drafts: readonly DraftRecord[]): SiteMade {
  const { reading, asOf, book, judge } = input;
  const { registry } = reading;
  const judgement = judge(asOf, null);
  const listed = judgement.listed.map(({ project }) => project);
  const confirmed = confirmedBlocks(
    drafts.filter(({ confirmedAt }) => confirmedAt === null || dayAt(confirmedAt) <= asOf),
  );
  const made = siteOf({
    ...{ office: officeNameOn(book, asOf), address: siteAddressOn(book, asOf), asOf },
    disclosures: registry.disclosures,
    privacy: privacyOf({ units: registry.units, people: namedIn(reading) }, clearedWordsOn(book, asOf)),
    projects: listed,
    questioned: questionedIn(judgement),
    closed: closedIn(reading, listed),
    rankings: confirmed.results<RankingBlock>("ranking"),
    quarters: confirmed.results<QuarterBlock>("quarter"),
    years: confirmed.results<YearBlock>("year"),
    observations: confirmed.results<ObservationBlock>("observation"),
    starts: confirmed.carried(startsIn, ({ batch }) => batch),
    changes: confirmed.carried(changesIn, ({ quarter }) => quarter),
  });
  return { ...made, held: [...confirmed.changed.map(changedRow), ...made.held] };
}

/** Whoever stands in 人员, in a row that does not count too: twice, without a unit or a role. */
const namedIn = (reading: JobInput["reading"]): readonly { readonly name: string }[] => [
  ...reading.registry.people,
  ...asideIn(reading, "people").flatMap(({ name }) => (typeof name === "string" ? [{ name }] : [])),
];

/** Projects with a marking, in a row that does not count too. */
const closedIn = (reading: JobInput["reading"], listed: readonly Project[]): ReadonlySet<string> =>
  new Set([
    ...[...reading.registry.projects, ...listed].filter(({ secrecy }) => !isOpen(secrecy)).map(({ code }) => code),
    ...asideIn(reading, "projects")
      .filter(({ secrecy }) => !isOpen((secrecy ?? null) as Project["secrecy"]))
      .flatMap(({ code }) => (typeof code === "string" ? [code] : [])),
  ]);

const asideIn = ({ tabs }: JobInput["reading"], tab: TabCode) =>
  (tabs.get(tab) ?? []).flatMap(({ aside }) => [...aside.values()]);

const startsIn = (body: unknown) => (body as Partial<StartBatchDraft>).starts;
const changesIn = (body: unknown) => (body as Partial<ListChangeDraft>).listChange;

/** Asked and not answered, however long ago: a figure the unit itself has not stood by is not shown to the public. */
function questionedIn(judgement: ReturnType<JobInput["judge"]>): ReadonlySet<string> {
  const figures = judgement.questions.filter(({ answered }) => !answered).map(({ project }) => project);
  const changes = judgement.historyQuestions().filter(({ answer, mended }) => answer === null && !mended);
  return new Set([...figures, ...changes.map(({ change }) => change.project)]);
}

const changedRow = ({ id, period }: ConfirmedBlocks["changed"][number]): HeldRow => ({
  ...{ table: "rankings", period, tab: "", workbook: "", key: id },
  ...{ column: "", because: "changed" },
});
