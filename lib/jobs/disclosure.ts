import type { PlainDate } from "../domain/dates.ts";
import { DISCLOSURE_CATEGORIES } from "../domain/disclosure/categories.ts";
import { disclosureList } from "../domain/disclosure/monthly-list.ts";
import { spotCheck } from "../domain/disclosure/spot-check.ts";
import { type DisclosureReport, disclosureReport } from "../domain/disclosure/yearly-report.ts";
import type { DocumentDraft } from "../domain/document-draft.ts";
import type { DocumentKind } from "../ports/document-file.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { disclosureReportDays } from "../rules/disclosure-rules.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import type { ShownDisclosures } from "../views/disclosure/list.ts";
import type { ShownSpotCheck } from "../views/disclosure/spot-check.ts";
import { disclosureReportPaper } from "../views/documents/disclosure-report.ts";
import { proposeDocument } from "./document-proposal.ts";
import { registryDigest } from "./drafting.ts";
import type { JobInput } from "./job.ts";

/** A month, quarter or year as plain days. */
interface Span {
  readonly period: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const nameOf = ({ reading }: JobInput): ShownDisclosures["nameOf"] => {
  const names = new Map(reading.registry.projects.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? "";
};

/** What was to be disclosed in a period and what became of it. Nothing is written or sent. */
export function disclosuresOf(input: JobInput, { period, from, to }: Span): ShownDisclosures {
  const { asOf } = input;
  const verdicts = input.judge(asOf, null).disclosures();
  return { period, list: disclosureList(verdicts, { from, to, asOf }, DISCLOSURE_CATEGORIES), nameOf: nameOf(input) };
}

/** Rows of one project that a spot check looks at, at most. */
const PER_PROJECT = 3;
const COUNT = 5;

/** Projects and rows drawn from a period, for somebody to look at what was really published. */
export function disclosureSample(
  input: JobInput,
  span: Span,
  { count, seed }: { readonly count: number | null; readonly seed: string | null },
): ShownSpotCheck {
  const { list } = disclosuresOf(input, span);
  const check = spotCheck(list.rows, {
    ...{ seed: seed ?? span.period, count: count ?? COUNT, perProject: PER_PROJECT },
    categories: DISCLOSURE_CATEGORIES,
  });
  return { period: span.period, asOf: input.asOf, check, nameOf: nameOf(input) };
}

export interface DrawnReport {
  readonly report: DisclosureReport;
  readonly paper: DocumentDraft & { readonly document: DocumentKind };
  readonly proposal: DraftProposal;
}

/** The yearly report of one unit, or the government's own of all units (null), as a paper an admin can confirm. */
export function yearlyDisclosureReport(input: JobInput, year: number, unit: string | null): DrawnReport {
  const { asOf, book, reading } = input;
  const days = disclosureReportDays(book, `${year + 1}-01-01`);
  const report = disclosureReport(input.judge(asOf, null).disclosures(), {
    ...{ year, unit, asOf, due: unit === null ? days.government : days.unit },
    categories: DISCLOSURE_CATEGORIES,
  });
  const paper = disclosureReportPaper(report, officeNameOn(book, asOf));
  const digests = { inputDigest: registryDigest(reading.registry), rulesDigest: input.rulesDigest };
  return { report, paper, proposal: proposeDocument(paper, digests) };
}
