import type { Notice, NoticeRecord } from "../domain/notice.ts";
import { directoryOf } from "../domain/recipients.ts";
import { tabsRead } from "../registry/history-rows.ts";
import { wantedTitle } from "../registry/reading.ts";
import { rankingHeaders, systemTabOf } from "../registry/system-tabs.ts";
import { indicatorNames, parseRankingBlock, rankingTab } from "../views/ranking.ts";
import { type Decided, decide, type Present } from "./decide.ts";
import { believed } from "./foreign-store.ts";
import { letterWriter } from "./letter-writer.ts";
import { blank, figuresOf } from "./outcome.ts";
import type { MessageOutcome, Outside, RunOutcome, RunRequest } from "./outside.ts";
import { withReading } from "./overlay.ts";
import { publicationFor } from "./publishing.ts";
import { standingRemarks } from "./standing.ts";
import { stopwatch } from "./stopwatch.ts";

/** A dry run or a copy: the same reading, deciding and writing, and nothing that lasts. Any day may be asked for. */
export async function preview(request: RunRequest, outside: Outside): Promise<RunOutcome> {
  const watch = stopwatch(outside.ticks);
  const snapshot = await watch.time("read", () => outside.spreadsheet.read(wantedTitle));
  const { standing, store } = await believed(outside, snapshot);
  const present = await watch.time("remember", () => withPresent({ ...outside, store }, snapshot));
  const decided = await watch.time("decide", () => decide(request, store, present));
  const head = { asOf: request.asOf, runId: snapshot.stamp?.run ?? 0, standing, found: snapshot.stamp };
  const publication = await publicationFor(outside, withDraftTabs(request, decided), head);
  const options = typeof request.mode === "object" ? { out: request.mode.out } : { preview: true };
  const result = await watch.time("write", () => outside.spreadsheet.publish(publication, snapshot.revision, options));
  const messages = await watch.time("deliver", () => letters(request, outside, decided));
  return {
    ...blank(request),
    published: result.rowsPublished,
    cellsChanged: result.cellsChanged,
    changes: result.changes,
    messages,
    findings: decided.findings,
    drafts: decided.plans
      .flatMap((plan) => plan.drafts)
      .map(({ idStem }) => ({ id: idStem, state: "preview", differences: "" })),
    figures: figuresOf(decided.plans, result, []),
    remarks: standingRemarks(standing),
    timings: watch.timings(),
  };
}

async function withPresent(outside: Outside, snapshot: Present["snapshot"]): Promise<Present> {
  const at = outside.now();
  const stored = await outside.store.history(snapshot.name, { withRows: true });
  return { snapshot, at, history: withReading(stored, tabsRead(snapshot), at) };
}

/** `--out` shows the draft ranking in its tab: the copy is the admin's own. */
function withDraftTabs(request: RunRequest, decided: Decided): Decided {
  if (typeof request.mode !== "object") return decided;
  const plans = decided.plans.map((plan) => {
    const rankings = plan.drafts.filter(({ kind }) => kind === "ranking").map(({ body }) => parseRankingBlock(body));
    const tabs = rankings.map((block) =>
      rankingTab(block, { ...systemTabOf("排名"), headers: rankingHeaders(indicatorNames(block)) }),
    );
    return { ...plan, systemTabs: [...plan.systemTabs, ...tabs] };
  });
  return { ...decided, plans };
}

/** The letters that would leave: what is owed and not told, one per person. */
async function letters(request: RunRequest, outside: Outside, decided: Decided): Promise<readonly MessageOutcome[]> {
  const { present, plans } = decided;
  const notices = plans.flatMap((plan) => plan.notices);
  const owed = notices.filter(({ key }) => present.ledger.notices.get(key)?.state !== "sent");
  const directory = directoryOf(present.reading.registry, request.asOf);
  const write = letterWriter({
    asOf: request.asOf,
    readAt: decided.readAt,
    directory,
    notices,
    ledger: present.ledger,
    history: present.history,
    writeWorkbook: outside.writeWorkbook,
    draftFile: async () => null,
  });
  const messages: MessageOutcome[] = [];
  for (const [to, list] of [...Map.groupBy(owed, (notice) => notice.recipient)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const letter = await write(
      to,
      list.map((notice) => asRecord(notice, decided.readAt)),
      { mayRepeat: false },
    );
    messages.push({ key: "", to, subject: letter.subject, state: "owed", text: letter.text });
  }
  return messages;
}

const asRecord = (notice: Notice, at: string): NoticeRecord => ({
  ...notice,
  state: "owed",
  firstOwed: at,
  changedAt: at,
  messageId: "",
});
