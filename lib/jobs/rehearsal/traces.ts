import type { QuarterBlock } from "../../domain/assessment/quarter-block.ts";
import type { PlainDate } from "../../domain/dates.ts";
import type { DocumentRecord } from "../../domain/document-record.ts";
import { isValue } from "../../domain/field.ts";
import type { Judgement } from "../../domain/judgement.ts";
import { largeProjects } from "../../domain/large-projects.ts";
import type { NoticeKind } from "../../domain/notice.ts";
import { partsOf } from "../../domain/notice-key.ts";
import { dayAt } from "../../domain/office-calendar.ts";
import type { DraftRecord } from "../../ports/store.ts";
import type { MechanismFacts, Trace } from "../../views/rehearsal/facts.ts";
import type { Act, ActCode } from "./desk.ts";
import { yearListed } from "./record.ts";

/** What a year left behind, as far as the mechanisms are shown by it. */
export interface Left {
  readonly to: PlainDate;
  readonly judgement: Judgement;
  /** In 元. */
  readonly largeLimit: number;
  /** Told, oldest first. */
  readonly told: readonly { readonly key: string; readonly day: PlainDate }[];
  readonly drafts: readonly DraftRecord[];
  readonly documents: readonly DocumentRecord[];
  readonly acts: readonly Act[];
  readonly months: readonly { readonly month: string; readonly day: PlainDate }[];
}

type Find = (left: Left) => Omit<Trace, "kind">;

const found = <T>(all: readonly T[], keyOf: (one: T) => string, dayOf: (one: T) => PlainDate): Omit<Trace, "kind"> => ({
  count: all.length,
  example: all.length === 0 ? null : { key: keyOf(all[0]!), day: dayOf(all[0]!) },
});

const told =
  (...kinds: readonly NoticeKind[]): Find =>
  (left) =>
    found(
      left.told.filter(({ key }) => kinds.includes(partsOf(key).kind)),
      ({ key }) => partsOf(key).subject,
      ({ day }) => day,
    );

const toldOf =
  (kinds: readonly NoticeKind[], subject: RegExp): Find =>
  (left) =>
    found(
      left.told.filter(({ key }) => kinds.includes(partsOf(key).kind) && subject.test(partsOf(key).subject)),
      ({ key }) => partsOf(key).subject,
      ({ day }) => day,
    );

const issued =
  (...names: readonly string[]): Find =>
  ({ documents }) =>
    found(
      documents.filter(({ document, state }) => state === "sent" && names.includes(document)).toReversed(),
      ({ number, draft }) => number || draft,
      ({ day }) => day!,
    );

const confirmed =
  (kind: string, holds: (body: string) => boolean = () => true): Find =>
  ({ drafts }) =>
    found(
      drafts.filter((one) => one.kind === kind && one.state === "confirmed" && holds(one.body)),
      ({ id }) => id,
      ({ confirmedAt }) => dayAt(confirmedAt!),
    );

const done =
  (code: ActCode): Find =>
  ({ acts }) =>
    found(
      acts.filter((act) => act.code === code),
      ({ key }) => key,
      ({ day }) => day,
    );

const drafted =
  (what: string): Find =>
  ({ acts }) =>
    found(
      acts.filter(({ code, about }) => code === "drafted" && about === what),
      ({ key }) => key,
      ({ day }) => day,
    );

const judged =
  <T extends { readonly key: string }>(all: (judgement: Judgement) => readonly T[]): Find =>
  ({ judgement, to }) =>
    found(
      all(judgement)
        .map(({ key }) => key)
        .sort(),
      (key) => key,
      () => to,
    );

const holdsBlock = (name: string) => (body: string) => name in (JSON.parse(body) as object);

const meetings =
  (of: string): Find =>
  ({ acts }) =>
    found(
      acts.filter(({ code, figures }) => code === "drafted" && figures.meeting === "mechanism" && figures.name === of),
      ({ key }) => key,
      ({ day }) => day,
    );

const hasRed = (body: string): boolean =>
  (JSON.parse(body) as QuarterBlock).lists.some(({ color, stands }) => color === "red" && stands);

/** One line for each mechanism of the office: what it must have left behind. Every trace of a line is wanted. Source: domain.md M1 to M21. */
const WANTED: Readonly<Record<string, Readonly<Record<string, Find>>>> = {
  M1: {
    list: judged(yearListed),
    sponsored: judged((all) => yearListed(all).filter(({ file }) => isValue(file.project.sponsor))),
  },
  M2: { "plan-standing": done("plan-standing"), scheduled: judged((all) => all.milestones) },
  M3: { "milestone-light": told("milestone-light"), "project-red": told("project-red") },
  M4: {
    "unit-week": told("unit-week"),
    inspections: judged((all) => all.inspections),
    季调度材料: issued("季调度材料"),
  },
  M5: {
    "loop-assigned": told("loop-assigned"),
    closed: judged((all) => all.issues.filter(({ state }) => state === "closed")),
  },
  M6: {
    "loop-due": toldOf(["loop-due"], /^issues\//),
    "loop-overdue": toldOf(["loop-overdue"], /^issues\//),
    complex: judged((all) => all.issues.filter(({ issue }) => issue.complexity === "复杂")),
  },
  M7: {
    会议纪要: issued("会议纪要"),
    交办单: issued("交办单"),
    rows: drafted("任务"),
  },
  M8: { tasks: judged((all) => all.tasks), 通报: issued("通报") },
  M9: { "written-report": told("written-report") },
  M10: {
    sampled: done("sampled"),
    verified: judged((all) => all.inspections.filter(({ figure }) => figure !== null)),
  },
  M11: { ranking: confirmed("ranking"), quarter: confirmed("quarter"), year: confirmed("year") },
  // A black list may be empty: whoever meets the target is on none.
  M12: { red: confirmed("quarter", hasRed), lists: confirmed("quarter", holdsBlock("seats")) },
  M13: { "visit-listed": done("visit-listed"), observation: confirmed("observation"), 观摩结果: issued("观摩结果") },
  M14: { starts: confirmed("document", holdsBlock("starts")), "start-check": told("start-check") },
  M15: { listChange: confirmed("document", holdsBlock("listChange")) },
  M16: {
    sums: ({ months }) =>
      found(
        months,
        ({ month }) => month,
        ({ day }) => day,
      ),
  },
  M17: {
    "disclosure-due": told("disclosure-due"),
    rows: confirmed("rows", (body) => (JSON.parse(body) as { readonly tab: string }).tab === "disclosures"),
    "disclosure-listed": done("disclosure-listed"),
    "spot-checked": done("spot-checked"),
    published: done("published"),
    信息公开年度报告: issued("信息公开年度报告"),
  },
  M18: {
    "issue-to-raise": told("issue-to-raise"),
    "loop-raised": told("loop-raised"),
    letter: issued("提醒函", "督办函", "约谈通知"),
  },
  M19: {
    large: ({ judgement, largeLimit, to }) =>
      found(
        [...largeProjects(judgement.listed, largeLimit)].sort(),
        (key) => key,
        () => to,
      ),
  },
  M20: { chart: done("chart") },
  M21: {
    重点项目: meetings("重点项目"),
    基础设施: meetings("基础设施"),
    服务企业: meetings("服务企业"),
    招商引资: meetings("招商引资"),
    财政税收: meetings("财政税收"),
  },
};

export const mechanismFacts = (left: Left): readonly MechanismFacts[] =>
  Object.entries(WANTED).map(([mechanism, finds]) => ({
    mechanism,
    traces: Object.entries(finds).map(([kind, find]) => ({ kind, ...find(left) })),
  }));
