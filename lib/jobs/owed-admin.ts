import type { PlainDate } from "../domain/dates.ts";
import type { Notice, NoticeItem } from "../domain/notice.ts";
import { NO_LEDGER } from "../domain/notice.ts";
import { adminsAlone, type Directory, reachAdmins } from "../domain/recipients.ts";
import type { DraftKind } from "../ports/plan.ts";
import {
  blockedLines,
  draftLines,
  jobTitle,
  type MissedRun,
  mailTroubleLines,
  missedRunLines,
} from "../views/admin-lines.ts";
import { type Candidate, NO_ITEM, noticesOf } from "./owed.ts";

export const toAdmins = (
  directory: Directory,
  kind: Candidate["kind"],
  subject: string,
  due: string,
  item: NoticeItem,
): Candidate => ({ kind, subject, level: "", due, item, reached: { told: reachAdmins(directory).told, gaps: [] } });

export interface OpenDraft {
  readonly id: string;
  readonly kind: DraftKind;
  /** As lists name it. */
  readonly title: string;
  readonly lockDay: PlainDate;
  readonly differences: string;
  /** Lets it out from the tab 控制台; null where there is none. */
  readonly code: string | null;
  /** How the consultation stands, in words; "" for what nobody is consulted about. */
  readonly consultation: string;
}

export interface MailTrouble {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly day: PlainDate;
  readonly detail: string;
  readonly state: "uncertain" | "refused" | "not-allowed";
}

/** What the runner knows beside the plans. Kinds: draft-to-confirm, mail-trouble, run-summary. */
export interface RunFacts {
  readonly directory: Directory;
  readonly asOf: PlainDate;
  readonly job: string;
  readonly drafts: readonly OpenDraft[];
  readonly troubles: readonly MailTrouble[];
  /** projects, milestones, reads, writes, cellsChanged, seconds, sent, uncertain, refused, findings, newFindings, ownerless. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** What else the admins must know, in words. */
  readonly remark: string;
}

/** Drafts that wait, mails that went wrong, and the run's summary. */
export function adminNotices(facts: RunFacts): Notice[] {
  const { directory, asOf } = facts;
  const drafts = facts.drafts.map((draft) => draftOwed(draft, directory, asOf));
  const troubles = facts.troubles.map((message) =>
    toAdmins(directory, "mail-trouble", message.id, message.state, {
      ...NO_ITEM,
      subject: message.id,
      ...mailTroubleLines(message, message.state, asOf),
    }),
  );
  return noticesOf([...drafts, ...troubles, summaryOf(facts)], NO_LEDGER);
}

/** With the draft itself, and the code that lets it out: to nobody who could not confirm it. */
function draftOwed(draft: OpenDraft, directory: Directory, asOf: PlainDate): Candidate {
  const owed = toAdmins(directory, "draft-to-confirm", draft.id, draft.lockDay, {
    ...NO_ITEM,
    subject: draft.id,
    due: draft.lockDay,
    ...draftLines(draft, asOf),
    facts: { draft: draft.id },
  });
  return { ...owed, reached: adminsAlone(directory, owed.reached) };
}

const summaryOf = ({ directory, asOf, job, figures, remark }: RunFacts): Candidate =>
  toAdmins(directory, "run-summary", job, asOf, {
    ...NO_ITEM,
    subject: job,
    name: jobTitle(job),
    due: asOf,
    reason: remark,
    facts: figures,
  });

/** The workbook stays open: of the kind that the next run which can write withdraws. */
export const blockedNotices = (directory: Directory, asOf: PlainDate, refusal: string): Notice[] =>
  noticesOf(
    [toAdmins(directory, "admin-alert", "workbook-open", asOf, { ...NO_ITEM, due: asOf, ...blockedLines(refusal) })],
    NO_LEDGER,
  );

/** Begins the subject of a notice about a run that did not happen; the slot's key follows. */
export const MISSED_RUN = "missed/";

/** One notice for each run that did not happen: its slot is named for ever, so it is told once. */
export const missedRunNotices = (directory: Directory, asOf: PlainDate, missed: readonly MissedRun[]): Notice[] =>
  noticesOf(
    missed.map((one) => {
      const item = { ...NO_ITEM, subject: one.key, due: one.day, ...missedRunLines(one, asOf) };
      return toAdmins(directory, "admin-alert", `${MISSED_RUN}${one.key}`, "", item);
    }),
    NO_LEDGER,
  );

/** Who may read a confirmed ranking: everybody who leads projects, and the admins. The attachment is the draft's own file. */
export function rankingNotices(
  published: { readonly id: string; readonly period: string },
  people: readonly { readonly address: string; readonly sentence: string; readonly lines: readonly string[] }[],
  title: string,
): Notice[] {
  const candidates = people.map(({ address, sentence, lines }): Candidate => {
    const item = {
      ...NO_ITEM,
      subject: published.period,
      name: title,
      reason: sentence,
      facts: { draft: published.id, lines },
    };
    const reached = { told: [{ address, duty: "sponsor" as const }], gaps: [] };
    return { kind: "ranking-published", subject: published.period, level: published.id, due: "", item, reached };
  });
  return noticesOf(candidates, NO_LEDGER);
}
