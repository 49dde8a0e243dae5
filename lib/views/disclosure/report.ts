import type { DisclosureReport } from "../../domain/disclosure/yearly-report.ts";
import type { DocumentDraft } from "../../domain/document-draft.ts";
import { oneLine } from "../one-line.ts";
import { textTable } from "../text-table.ts";
import { COUNT_WORDS } from "./list.ts";

interface ShownReport {
  readonly report: DisclosureReport;
  readonly paper: DocumentDraft;
}

/** What `duban disclose report` prints: the draft text, then its figures. */
export function reportWords({ report, paper }: ShownReport): string {
  const { categories, units } = report;
  const table = (head: string, counted: DisclosureReport["units"]): readonly string[] =>
    textTable(
      [{ header: head }, ...COUNT_WORDS.map(([, header]) => ({ header, right: true as const }))],
      counted.map(({ name, counts }) => [oneLine(name, 40), ...COUNT_WORDS.map(([code]) => String(counts[code]))]),
    );
  return [
    `${paper.title}（草稿）`,
    ...paper.text,
    ...["", ...table("公开类别（主动公开）", categories)],
    ...(units.length === 0 ? [] : ["", ...table("公开主体", units)]),
  ].join("\n");
}

export const reportJson = ({ report, paper }: ShownReport): object => ({
  version: 1,
  title: paper.title,
  ...report,
  text: paper.text,
});
