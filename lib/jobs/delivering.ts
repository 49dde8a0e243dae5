import type { PlainDate } from "../domain/dates.ts";
import { isOwnerless } from "../domain/finding.ts";
import type { Notice, NoticeKind } from "../domain/notice.ts";
import { type Directory, directoryOf, reachAdmins } from "../domain/recipients.ts";
import { isWorkday } from "../domain/working-days.ts";
import type { Mailer } from "../ports/mailer.ts";
import type { PublishResult } from "../ports/spreadsheet.ts";
import type { DraftRecord, RunRecord, Store, StoreLock } from "../ports/store.ts";
import { standingWords } from "../views/consultation.ts";
import { draftTitle } from "../views/drafts.ts";
import { remarkWords } from "../views/outcome.ts";
import { standingOf } from "./appeals.ts";
import { boardLinks } from "./board-links.ts";
import { liftBounces } from "./bounces.ts";
import { burdenOwed } from "./burden.ts";
import { calculationFiles } from "./calculation-files.ts";
import { draftCode } from "./console-code.ts";
import type { Decided } from "./decide.ts";
import { deliver } from "./deliver.ts";
import type { DeliveryReport } from "./delivery-report.ts";
import { draftFiles } from "./draft-files.ts";
import { isForeign } from "./foreign-store.ts";
import { letterWriter } from "./letter-writer.ts";
import { allowedOf, mailRemarks, waitingOutcome } from "./letters-kept.ts";
import { missedRuns, missedRunsOwed } from "./missed-runs.ts";
import { countNew } from "./new-findings.ts";
import { figuresOf } from "./outcome.ts";
import type { MessageOutcome, Outside, Remark, RunRequest } from "./outside.ts";
import { adminNotices, type MailTrouble } from "./owed-admin.ts";
import { staleNotes } from "./stale-notes.ts";
import { type Standing, standingRemarks } from "./standing.ts";
import { assumeTold, onlyKinds, onlyTo } from "./told.ts";

/** All that the runner has when it comes to mails. */
export interface Delivering {
  readonly request: RunRequest;
  readonly outside: Outside;
  readonly lock: StoreLock;
  readonly run: RunRecord;
  readonly decided: Decided;
  readonly standing: Standing;
  readonly maySend: boolean;
  readonly result: PublishResult;
  readonly drafts: readonly DraftRecord[];
  /** All workbooks of this run, the registry first. */
  readonly workbooks: readonly string[];
  /** What the admins must know of the 分表. */
  readonly told: readonly Remark[];
  /** reads, writes and seconds until the mails. */
  readonly effort: Readonly<Record<string, number>>;
}

export interface Delivered {
  readonly messages: readonly MessageOutcome[];
  readonly remarks: readonly Remark[];
  readonly trouble: boolean;
}

/** Never asked: without a mailer nobody is an allowed recipient. */
export const NO_MAILER: Mailer = {
  send: async () => ({ state: "refused", permanent: true, reason: "no mail configured" }),
  close: async () => {},
};

/** Kinds the runner itself answers for. */
const RUN_KINDS: readonly NoticeKind[] = ["draft-to-confirm", "mail-trouble", "run-summary"];

/**
 * Last steps of a run: what the plans owe goes into the ledger, then every person with something owed gets one letter; the admins last, with how it went.
 * With a store that is not this workbook's nothing is owed but a word to the admins.
 */
export async function deliverAll(delivering: Delivering): Promise<Delivered> {
  const { outside, lock, decided, maySend } = delivering;
  if (maySend)
    for (const plan of decided.plans)
      await outside.store.recordNotices(lock.token, plan.kinds, plan.notices, outside.now());
  if (maySend) await liftBounces(outside.store, lock, decided.present.reading.registry.people);
  const told = maySend ? await assumeTold(outside, lock, delivering.workbooks) : null;
  await outside.onStep("owed", "");
  const report = await deliver(await optionsOf(delivering));
  const remarks = [...(told === null ? [] : [told]), ...remarksOf(delivering, report)];
  return { messages: messagesOf(report), remarks, trouble: isTrouble(report) };
}

async function optionsOf(delivering: Delivering) {
  const { request, outside, lock, decided } = delivering;
  const { now, wait, chance, composeMail, mail, onStep } = outside;
  const { present, plans } = decided;
  const directory = directoryOf(present.reading.registry, request.asOf);
  const admins = new Set(reachAdmins(directory).told.map(({ address }) => address));
  const store = ledgerFor(delivering, admins);
  return {
    store,
    token: lock.token,
    storeId: store.id,
    mailer: outside.mailer ?? NO_MAILER,
    composeMail,
    ...mail,
    allowedDomains: allowedOf(outside),
    day: request.asOf,
    deliverToday: isWorkday(present.calendar, request.asOf),
    policy: "resend-marked" as const,
    last: admins,
    writeLetter: letterWriter({
      asOf: request.asOf,
      readAt: decided.readAt,
      directory,
      notices: plans.flatMap((plan) => plan.notices),
      kinds: plans.flatMap((plan) => plan.kinds),
      ledger: present.ledger,
      history: present.history,
      stale: staleNotes(present),
      boardOf: boardLinks(outside.links, present.book, directory),
      writeWorkbook: outside.writeWorkbook,
      document: outside.document,
      draftFile: draftFiles(store),
      calculation: calculationFiles(store, outside),
    }),
    beforeAdmins: (soFar: DeliveryReport) => recordForAdmins(delivering, directory, soFar),
    now,
    wait,
    chance,
    onStep: async (step: string, detail: string) => onStep(step, detail),
  };
}

/** As much of the ledger as this run may touch: of another office's only what goes to our own admins. */
function ledgerFor({ outside, maySend, standing }: Delivering, admins: ReadonlySet<string>): Store {
  if (maySend) return outside.store;
  const store = onlyKinds(outside.store, RUN_KINDS);
  return isForeign(standing) ? onlyTo(store, admins) : store;
}

/** Drafts that wait, mails that went wrong, and the summary of this run. */
async function recordForAdmins(delivering: Delivering, directory: Directory, soFar: DeliveryReport): Promise<void> {
  const { request, outside, lock, decided, standing, maySend, result, effort } = delivering;
  const drafts = isForeign(standing) ? [] : await outside.store.drafts();
  const open = drafts.filter((draft) => draft.state === "draft");
  const codes = await consoleCodes(delivering, open);
  const figures = figuresOf(decided.plans, result, messagesOf(soFar));
  const newFindings = await countNew(outside, lock, decided);
  const partTroubles = maySend && delivering.told.length > 0 ? { partTroubles: delivering.told.length } : {};
  const notices = adminNotices({
    directory,
    asOf: request.asOf,
    job: request.jobs.map(({ job }) => job).join("+"),
    drafts: open.map((draft) => ({
      ...draft,
      title: draftTitle(draft),
      code: codes.get(draft.id) ?? null,
      consultation: consultationOf(draft, decided, request.asOf),
    })),
    troubles: troublesOf(soFar, request.asOf),
    figures: { ...figures, ...effort, sent: soFar.sent, ownerless: ownerless(decided), newFindings, ...partTroubles },
    remark: [...standingRemarks(standing), ...delivering.told].map(remarkWords).join(""),
  });
  await outside.store.recordNotices(lock.token, RUN_KINDS, notices, outside.now());
  if (maySend) await outside.store.recordNotices(lock.token, [], await missedOf(delivering, directory), outside.now());
  if (maySend && request.jobs.some(({ job }) => job === "daily"))
    await outside.store.recordNotices(
      lock.token,
      [],
      await burdenOwed(outside.store, decided.present, directory),
      outside.now(),
    );
}

function consultationOf(draft: DraftRecord, { present }: Decided, asOf: PlainDate): string {
  const { calendar, consulted, reading } = present;
  const standing = standingOf(draft, { calendar, consulted, appeals: reading.registry.appeals });
  return standing === null ? "" : standingWords(standing, draft.id, asOf);
}

/** Runs that did not happen before this one; the daily job, which answers for the admins' alerts, knows nothing of them. */
async function missedOf({ request, outside, decided }: Delivering, directory: Directory): Promise<readonly Notice[]> {
  const { calendar, ledger } = decided.present;
  const running = request.jobs.map(({ job }) => job);
  const at = { asOf: request.asOf, now: outside.now(), running };
  return missedRunsOwed(missedRuns(await outside.store.runs(), calendar, at), directory, request.asOf, ledger);
}

/** Where the tab 控制台 can be used, each draft has a code that lets it out from there. */
async function consoleCodes(
  { outside, lock, decided }: Delivering,
  drafts: readonly DraftRecord[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>();
  if (decided.present.snapshots[0]?.editors === undefined) return codes;
  for (const { id } of drafts) codes.set(id, await draftCode(outside.store, lock, id));
  return codes;
}

const ownerless = ({ findings }: Decided): number => findings.filter(isOwnerless).length;

const troublesOf = (report: DeliveryReport, day: string): readonly MailTrouble[] => [
  ...report.uncertain.map(({ key, to, subject, detail }) => ({
    id: key,
    recipient: to,
    subject,
    day,
    detail,
    state: "uncertain" as const,
  })),
  ...report.refused.map(({ to, reason }) => ({
    id: `${day}/${to}`,
    recipient: to,
    subject: "",
    day,
    detail: reason,
    state: "refused" as const,
  })),
  ...(report.noDomains ? [] : report.notAllowed).map(({ to }) => ({
    id: to,
    recipient: to,
    subject: "",
    day,
    detail: "",
    state: "not-allowed" as const,
  })),
];

const messagesOf = (report: DeliveryReport): readonly MessageOutcome[] => [
  ...report.messages,
  ...report.waiting.flatMap((one) => waitingOutcome(one, report.noDomains)),
];

function remarksOf({ request, outside, decided }: Delivering, { stopped }: DeliveryReport): readonly Remark[] {
  const remarks = mailRemarks(request, outside, decided);
  return stopped === null ? remarks : [...remarks, { code: "mail-stopped", facts: { reason: stopped } }];
}

/** Refused or uncertain mail: the run is done, with failures (exit 1). */
const isTrouble = (report: DeliveryReport): boolean =>
  report.refused.length > 0 ||
  report.uncertain.length > 0 ||
  report.stopped !== null ||
  report.waiting.some(({ because }) => because === "bounced") ||
  (!report.noDomains && report.notAllowed.length > 0);
