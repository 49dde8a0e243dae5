import type { PlainDate } from "../domain/dates.ts";
import type { DisclosureVerdict } from "../domain/disclosure/disclosure.ts";
import { ESCALATION_STEPS, type EscalationRule, type EscalationStep } from "../domain/escalation.ts";
import type { Finding } from "../domain/finding.ts";
import type { MilestoneForecast, ProjectForecast } from "../domain/forecast.ts";
import type { History } from "../domain/history.ts";
import type { HistoryQuestion } from "../domain/history-questions.ts";
import type { Judgement } from "../domain/judgement.ts";
import { type CellRef, LIGHTS, type Light } from "../domain/light.ts";
import type { Loop } from "../domain/loop.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { Ledger, Notice, NoticeItem, NoticeKind } from "../domain/notice.ts";
import { matterOf, noticeKey, partsOf } from "../domain/notice-key.ts";
import type { OfficeCalendar } from "../domain/office-calendar.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import {
  compareDuties,
  type Directory,
  type Duty,
  type Gap,
  type Reached,
  reachCityLeader,
  reachResponsible,
  reachRole,
  reachSponsor,
  type Told,
} from "../domain/recipients.ts";
import type { Project, Registry, Role } from "../domain/registry.ts";
import type { ReportVerdict } from "../domain/reports.ts";
import type { ReviewQuestion } from "../domain/review-questions.ts";
import type { RuleInForce } from "../domain/rule.ts";
import type { StartBatchBlock } from "../domain/starts/batch-block.ts";
import type { UnitReportMark } from "../domain/unit-marks.ts";
import type { WrittenReportVerdict } from "../domain/written-report.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import type { NameColumn } from "../views/change-words.ts";

/** Why, and what to do. */
export interface Sentences {
  readonly reason: string;
  readonly action: string;
}

/** The sentences of verdicts and findings, made in views. `place` is what `address` gave. */
export interface NoticeWords {
  readonly milestone: (verdict: MilestoneVerdict, place: string) => Sentences;
  readonly forecast: (
    forecast: MilestoneForecast,
    project: Pick<ProjectForecast, "rule">,
    verdict: MilestoneVerdict,
  ) => Sentences;
  readonly project: (verdict: ProjectVerdict) => Sentences;
  /** `mark` is the unit's for the same month, when there is one. */
  readonly report: (verdict: ReportVerdict, mark: UnitReportMark | null, place: string) => Sentences;
  /** `due`: the day it is asked for by. */
  readonly writtenReport: (verdict: WrittenReportVerdict, due: PlainDate, asOf: PlainDate) => Sentences;
  readonly question: (question: ReviewQuestion, place: string) => Sentences;
  readonly history: (question: HistoryQuestion, place: string, name: NameColumn, asOf: PlainDate) => Sentences;
  readonly disclosure: (verdict: DisclosureVerdict, place: string) => Sentences;
  readonly loop: (loop: Loop, place: string, rule: RuleInForce<EscalationRule>) => Sentences;
  /** `problem` is the reason without its place, `found` what was typed: for the slip, whose columns name the place. */
  readonly finding: (finding: Finding) => Sentences & { readonly problem: string; readonly found: string };
}

/** What is owed follows from these values alone. */
export interface OwedInput {
  readonly asOf: PlainDate;
  readonly registry: Registry;
  readonly judgement: Judgement;
  readonly findings: readonly Finding[];
  readonly history: History;
  readonly ledger: Ledger;
  readonly book: Rulebook;
  readonly calendar: OfficeCalendar;
  /** Batches of 集中开工 whose notices were confirmed. */
  readonly startBatches: readonly StartBatchBlock[];
  readonly directory: Directory;
  /** 「节点」表第 48 行（H48）; "" when the row is not in a sheet any more. */
  readonly address: (ref: CellRef) => string;
  /** Where a browser opens the cell; "" where the workbook is a file. */
  readonly link: (finding: Pick<Finding, "workbook" | "tab" | "cell">) => string;
  /** The tab stands in its workbook and could be read. */
  readonly isRead: (workbook: string, tab: string) => boolean;
  readonly words: NoticeWords;
}

/** A notice before it is known in which duty the person hears of it. */
export interface Candidate {
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly level: string;
  readonly due: string;
  readonly item: NoticeItem;
  readonly reached: Reached;
}

/** Looks people up once per unit and cell: a city has far more milestones than contacts. */
export interface Contacts {
  readonly responsible: (unit: string, person: string | null) => Reached;
  readonly role: (unit: string, role: Role, duty: Duty) => Reached;
  readonly sponsor: (sponsor: string | null, unit: string) => Reached;
  readonly cityLeader: (unit: string) => Reached;
  readonly projects: ReadonlyMap<string, Project>;
}

export const contactsOf = ({ directory, registry }: Pick<OwedInput, "directory" | "registry">): Contacts => ({
  responsible: remembered((unit, person) => reachResponsible(directory, unit, person)),
  role: remembered((unit, role, duty) => reachRole(directory, unit, role, duty)),
  sponsor: remembered((sponsor, unit) => reachSponsor(directory, sponsor, unit)),
  cityLeader: remembered((unit) => reachCityLeader(directory, unit)),
  projects: new Map(registry.projects.map((project) => [project.code, project])),
});

function remembered<A extends readonly (string | null)[]>(look: (...args: A) => Reached): (...args: A) => Reached {
  const known = new Map<string, Reached>();
  return (...args) => {
    const key = args.join("\u0000");
    const found = known.get(key) ?? look(...args);
    known.set(key, found);
    return found;
  };
}

export const NO_ITEM: NoticeItem = {
  light: "none",
  workbook: "",
  tab: "",
  subject: "",
  cell: "",
  unit: "",
  project: "",
  projectName: "",
  name: "",
  reason: "",
  action: "",
  due: null,
  facts: {},
};

/** Where the cell stands, in words that a sentence can go on from: 「节点」表第 48 行（H48）. */
export const placeOf = (input: Pick<OwedInput, "address">, ref: CellRef): string =>
  input.address(ref).replace(/ ([A-Z]{1,3}\d+)$/, "（$1）");

/** The A1 address in a place, "" without one. */
export const cellOf = (place: string): string => /（([A-Z]{1,3}\d+)）$/.exec(place)?.[1] ?? "";

interface Call {
  readonly candidate: Candidate;
  readonly told: Told;
}

/**
 * One notice per person and matter, in the highest duty; its level joins those of all duties, so a step in any of them is told.
 * A level no worse than one already told is no news: the told one goes on standing.
 */
export function noticesOf(candidates: readonly Candidate[], ledger: Ledger): Notice[] {
  const calls = candidates.flatMap((candidate) => candidate.reached.told.map((told) => ({ candidate, told })));
  const worst = worstTold(ledger);
  return [...Map.groupBy(calls, matterOfCall).values()].map((same) => noticeOf(same, worst));
}

const matterOfCall = ({ candidate, told }: Call): string =>
  `${matterOf(noticeKey({ ...candidate, recipient: "" }))}|${candidate.due}|${told.address}`;

function noticeOf(calls: readonly Call[], worst: ReadonlyMap<string, string>): Notice {
  const byDuty = calls.length === 1 ? calls : calls.toSorted((a, b) => compareDuties(a.told.duty, b.told.duty));
  const { candidate, told } = byDuty[0]!;
  const { kind, subject, due } = candidate;
  const recipient = told.address;
  const levels = [...new Set(byDuty.map((call) => call.candidate.level))].join("+");
  const before = worst.get(noticeKey({ kind, subject, level: "", due, recipient }));
  const level = before !== undefined && severity(before) >= severity(levels) ? before : levels;
  const item = { ...candidate.item, facts: { ...candidate.item.facts, duty: told.duty } };
  return { key: noticeKey({ kind, subject, level, due, recipient }), kind, recipient, item };
}

/** A ledger of a year is gone through once, not once for every job that asks. */
const TOLD = new WeakMap<Ledger, ReadonlyMap<string, string>>();

/** Of every matter the worst level that was sent. */
function worstTold(ledger: Ledger): ReadonlyMap<string, string> {
  const known = TOLD.get(ledger);
  if (known !== undefined) return known;
  const worst = new Map<string, string>();
  for (const { key, state } of ledger.notices.values()) {
    if (state !== "sent") continue;
    const { level, ...parts } = partsOf(key);
    if (severity(level) < 0) continue;
    const matter = noticeKey({ ...parts, level: "" });
    if (severity(level) > severity(worst.get(matter) ?? "")) worst.set(matter, level);
  }
  TOLD.set(ledger, worst);
  return worst;
}

/** Colours of milestones, steps of 逾期升级 of problems and tasks; -1 for levels that grow no worse. */
const severity = (level: string): number => (level === "" ? -1 : Math.max(...level.split("+").map(severityOf)));
const severityOf = (part: string): number =>
  Math.max(LIGHTS.indexOf(part as Light), ESCALATION_STEPS.indexOf(part as EscalationStep));

export const gapsOf = (candidates: readonly Candidate[]): Gap[] => {
  const gaps = candidates.flatMap((candidate) => candidate.reached.gaps);
  return [...new Map(gaps.map((gap) => [`${gap.because}/${gap.unit}/${gap.person}`, gap])).values()];
};
