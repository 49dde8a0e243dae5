import type { PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import { type Judgement, judge } from "../domain/judgement.ts";
import type { Ledger } from "../domain/notice.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { StoredHistory } from "../ports/store.ts";
import { readHistory } from "../registry/history-rows.ts";
import { type Reading, readRegistry, readSettings } from "../registry/reading.ts";
import { ALL_RULES } from "../rules/all-rules.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { readRulebook } from "../rules/rulebook.ts";
import type { JobInput, Published } from "./job.ts";

/** What is known: the workbooks as read, and what the store remembers of them. */
export interface Known {
  readonly snapshots: readonly WorkbookSnapshot[];
  readonly histories: ReadonlyMap<string, StoredHistory>;
  readonly ledger: Ledger;
  readonly published: readonly Published[];
}

/** Reads everything once and gives the jobs their five values. Throws SecrecyError. */
export function assess(known: Known, asOf: PlainDate, period: string | null): JobInput {
  const settings = readSettings(known.snapshots);
  const { book, problems } = readRulebook(settings.rules, ALL_RULES);
  const readingSettings = { asOf, ...readingRules(book, asOf) };
  const reading = readRegistry(known.snapshots, readingSettings);
  const history = readHistory(known.histories, reading, readingSettings);
  const findings = [...reading.findings, ...ruleFindings(reading, problems)];
  const judgements = new Map<PlainDate, Judgement>();
  const calendar = officeCalendar(book, reading.registry.calendar);
  const judgeOn = (day: PlainDate): Judgement => {
    const kept = judgements.get(day);
    if (kept !== undefined) return kept;
    const made = judge({ registry: reading.registry, history, asOf: day });
    judgements.set(day, made);
    return made;
  };
  return {
    reading,
    findings,
    book,
    calendar,
    judge: judgeOn,
    ledger: known.ledger,
    published: known.published,
    asOf,
    period,
  };
}
