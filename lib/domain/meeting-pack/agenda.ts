import type { Project } from "../registry.ts";
import type { Matter } from "./matters.ts";

/** Minutes an item is given, and how many may be taken one by one. Values and sources: lib/rules/meeting-rules.ts. */
export interface AgendaRule {
  readonly issueMinutes: number;
  readonly listMinutes: number;
  readonly projectMinutes: number;
  readonly reportMinutes: number;
  readonly most: number;
}

export interface AgendaItem {
  readonly matter: Matter;
  /** 汇报单位; "" when nobody can be told. */
  readonly unit: string;
  readonly minutes: number;
}

export interface Agenda {
  readonly items: readonly AgendaItem[];
  /** Beyond what the time allows: in writing only. */
  readonly written: readonly Matter[];
  readonly minutes: number;
}

export interface AgendaTerms {
  readonly rule: AgendaRule;
  readonly projectOf: (code: string) => Project | undefined;
  /** Who puts lists and figures before the meeting. */
  readonly office: string;
}

/** Lists and reports are one item each; single matters beyond the rule's number are told in writing. */
const SINGLE: readonly Matter["kind"][] = ["decide", "raise", "above", "press", "red", "stuck", "task"];

/** The matters in their order, with who speaks and for how long: a proposal. */
export function agendaOf(matters: readonly Matter[], terms: AgendaTerms): Agenda {
  const single = matters.filter(({ kind }) => SINGLE.includes(kind));
  const written = new Set(single.slice(terms.rule.most));
  const items = matters
    .filter((matter) => !written.has(matter))
    .map((matter) => ({ matter, unit: speakerOf(matter, terms), minutes: minutesOf(matter, terms.rule) }));
  return { items, written: [...written], minutes: items.reduce((sum, item) => sum + item.minutes, 0) };
}

function minutesOf({ kind }: Matter, rule: AgendaRule): number {
  if (kind === "decide" || kind === "raise" || kind === "above") return rule.issueMinutes;
  if (kind === "adjust") return rule.listMinutes;
  return kind === "starts" || kind === "figures" ? rule.reportMinutes : rule.projectMinutes;
}

export function speakerOf(matter: Matter, { projectOf, office }: Omit<AgendaTerms, "rule">): string {
  const unitOf = (code: string): string => projectOf(code)?.responsibleUnit ?? "";
  if ("issue" in matter) return matter.issue.verdict.unit || unitOf(matter.issue.verdict.project);
  if (matter.kind === "red") return matter.red.verdict.project.responsibleUnit;
  if (matter.kind === "stuck") return matter.chain.root.unit || unitOf(matter.chain.project);
  return matter.kind === "task" ? matter.task.unit : office;
}
