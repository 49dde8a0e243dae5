import type { PlainDate } from "../domain/dates.ts";
import { mechanismNamed } from "../domain/meeting-pack/last-meeting.ts";
import type { MinutesBlock } from "../domain/minutes/blocks.ts";
import { type MinutesReading, readMinutes } from "../domain/minutes/minutes.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import type { NewWorkbook } from "../ports/workbook-file.ts";
import { type FreeCodes, freeCodes } from "../registry/free-codes.ts";
import { columnOf, tabOf } from "../registry/tabs.ts";
import { taskProposals, vocabularyOf } from "../registry/task-proposals.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { taskNotes } from "../views/minutes-notes.ts";
import { minutesWorkbook, type ShownRow } from "../views/minutes-workbook.ts";
import { trailOf } from "./draft-trail.ts";
import { digestOf, draftingOn, recordDraft } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import { look } from "./look.ts";
import type { Outside } from "./outside.ts";
import { underLock } from "./under-lock.ts";

/** Minutes on their way into a draft. `file` is a name without its folder. */
export interface MinutesRequest {
  readonly blocks: readonly MinutesBlock[];
  readonly file: string;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

export interface ProposedMinutes {
  readonly reading: MinutesReading;
  readonly title: string;
  readonly rows: readonly ShownRow[];
  readonly after: FreeCodes["after"];
  readonly workbook: NewWorkbook;
  readonly proposal: DraftProposal;
}

/** What the minutes would become as rows of 任务; writes nothing. Throws SecrecyError, PortError. */
export async function proposeMinutes(request: MinutesRequest, outside: Outside): Promise<ProposedMinutes> {
  const { blocks, file, asOf, today } = request;
  const input = await look(outside, { asOf, period: null, knownAt: null });
  const names = input.reading.sources;
  const reading = readMinutes(blocks, vocabularyOf(names), input.calendar);
  const digest = digestOf(JSON.stringify(blocks));
  const day = reading.meeting.meeting ?? today;
  const drafts = await outside.store.drafts({ kind: "rows" });
  const period = periodOf(drafts, digest, `${day} ${file}`);
  const used = [...usedCodes(input), ...draftedCodes(drafts.filter((draft) => draft.period !== period))];
  const { codes, after } = freeCodes(used, reading.items.length, day);
  const title = reading.meeting.title || file.replace(/\.[a-z]+$/i, "");
  const mechanism = mechanismNamed(`${title}${headOf(blocks)}`, readingRules(input.book, asOf).mechanisms);
  const rows = taskProposals(reading, names, { title, codes }).map((task, index): ShownRow => {
    const { mark, source } = task;
    const cells = mechanism === null ? task.cells : { ...task.cells, mechanism };
    return { item: String(index + 1), cells, notes: taskNotes(task, reading.meeting.meeting), mark, source };
  });
  const workbook = minutesWorkbook([`${title}：待确认任务 ${rows.length} 项`], rows, COLUMNS);
  const body: RowsDraft = {
    tab: "tasks",
    source: file,
    rows: rows.map(({ item, cells, notes }) => ({ item, cells, notes })),
  };
  const proposal: DraftProposal = {
    kind: "rows",
    period,
    idStem: stemOf(drafts, period, day),
    lockDay: today,
    body: JSON.stringify(body),
    attachment: { filename: workbookName(file), workbook },
    inputDigest: digest,
    rulesDigest: input.rulesDigest,
  };
  return { reading, title, rows, after, workbook, proposal };
}

/** The lines before the first sentence, a title broken in two among them. */
function headOf(blocks: readonly MinutesBlock[]): string {
  const texts = blocks.map((block) => (block.kind === "paragraph" ? block.text : "。"));
  const sentence = texts.findIndex((text) => text.includes("。"));
  return texts
    .slice(0, sentence < 0 ? texts.length : sentence)
    .join("")
    .replaceAll(/\s/g, "");
}

/** 会议纪要.docx → 会议纪要-待确认任务.xlsx */
export const workbookName = (file: string): string => `${file.replace(/\.[a-z]+$/i, "")}-待确认任务.xlsx`;

const COLUMNS = [
  "code",
  "mechanism",
  "source",
  "sourceName",
  "sourceDate",
  "content",
  "leader",
  "leadUnit",
  "cooperatingUnits",
  "due",
].map((code) => {
  const { header, width, kind } = columnOf(tabOf("tasks"), code);
  return { code, header, width, kind };
});

/** The same words under another name are the same minutes; a new wording of the same file replaces the old one. */
const periodOf = (drafts: readonly DraftRecord[], digest: string, period: string): string =>
  drafts.find((draft) => draft.inputDigest === digest && draft.state !== "dropped")?.period ?? period;

/** R-2026-03-05; other minutes of that day are RB-2026-03-05, RC-… */
function stemOf(drafts: readonly DraftRecord[], period: string, day: PlainDate): string {
  const others = drafts.filter((draft) => draft.period !== period).map(({ id }) => id);
  for (let n = 0; ; n++) {
    const stem = `R${n === 0 ? "" : LETTERS[n % 26]!.repeat(Math.ceil((n + 1) / 26))}-${day}`;
    if (!others.some((id) => id === stem || id.startsWith(`${stem}-`))) return stem;
  }
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Every number the tab has ever shown: also of rows set aside and of rows that are gone. */
function usedCodes({ reading, history }: JobInput): readonly string[] {
  const standing = (reading.tabs.get("tasks") ?? []).flatMap(({ rows, aside }) => [...rows, ...aside.values()]);
  const keys = standing.flatMap((row) => (typeof row?.key === "string" && row.key !== "" ? [row.key] : []));
  return [...keys, ...[...(history.tabs.tasks ?? [])].map(([key]) => key)];
}

const draftedCodes = (drafts: readonly DraftRecord[]): readonly string[] =>
  drafts
    .filter(({ state }) => state === "draft" || state === "confirmed")
    .map(({ body }) => JSON.parse(body) as RowsDraft)
    .filter(({ tab }) => tab === "tasks")
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => (typeof cells.code === "string" ? [cells.code] : [])));

export interface DraftedMinutes {
  readonly id: string;
  /** confirmed: some of it was let out already, so nothing is drafted anew. */
  readonly state: "new" | "same" | "confirmed";
  /** An earlier wording of the same file of which something was let out. */
  readonly confirmedBefore: string;
}

/** Puts the proposal into the store as a draft; the same minutes again are the same draft. Throws PortError. */
export async function draftMinutes(proposal: DraftProposal, outside: Outside): Promise<DraftedMinutes> {
  const { store } = outside;
  return underLock(outside, async (lock) => {
    const released = await releasedOf(store, proposal.period);
    const same = released.find(({ inputDigest }) => inputDigest === proposal.inputDigest);
    if (same !== undefined) return { id: same.id, state: "confirmed", confirmedBefore: "" };
    const fresh = await recordDraft(draftingOn(outside, lock), proposal);
    const confirmedBefore = released.at(-1)?.id ?? "";
    if (fresh !== null) return { id: fresh.id, state: "new", confirmedBefore };
    return { id: await standingId(store, proposal), state: "same", confirmedBefore };
  });
}

/** Drafts of these minutes of which an admin let rows out. */
async function releasedOf(store: Store, period: string): Promise<readonly DraftRecord[]> {
  const drafts = await store.drafts({ kind: "rows", period });
  const trails = await Promise.all(drafts.map(({ id }) => trailOf(store, id)));
  return drafts.filter(
    ({ state }, index) => state === "confirmed" || trails[index]!.some((step) => step.do === "release"),
  );
}

async function standingId(store: Store, { period, body }: DraftProposal): Promise<string> {
  const drafts = await store.drafts({ kind: "rows", period });
  return drafts.findLast(({ digest }) => digest === digestOf(body))!.id;
}
