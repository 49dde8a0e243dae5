import type { PlainDate } from "../domain/dates.ts";
import type { DocumentDraft } from "../domain/document-draft.ts";
import type { LetterDraft } from "../domain/letter-draft.ts";
import type { ProposedRow, RowsDraft } from "../domain/rows-draft.ts";
import { TAB_TITLES } from "../domain/tab-titles.ts";
import { isResult } from "../ports/plan.ts";
import type { DraftRecord } from "../ports/store.ts";
import { itemsWords } from "./item-ranges.ts";
import { momentWords } from "./office-time.ts";
import { oneLine } from "./one-line.ts";
import { dayWords, moneyWords, periodWords, shortDayWords } from "./words.ts";

type Named = Pick<DraftRecord, "kind" | "period" | "body">;

/** What a draft is, for lists and mails: 2026年5月排名 · 「任务」新增 3 行（据 会议纪要.docx） · 致甲县的督办函（2 件）. */
export function draftTitle({ kind, period, body }: Named): string {
  if (kind === "ranking") return `${periodWords(period)}排名`;
  if (kind === "quarter") return `${periodWords(period)}排名和红黑榜`;
  if (kind === "year") return `${periodWords(period)}年度考核排名`;
  if (kind === "observation") return `${periodWords(period)}观摩结果`;
  if (kind === "letter") {
    const { unit, type, matters } = JSON.parse(body) as LetterDraft;
    return `致${oneLine(unit, 40)}的${type === "约谈" ? "约谈通知" : type}（${matters.length} 件）`;
  }
  if (kind === "document") return documentTitle(JSON.parse(body) as DocumentDraft);
  const { tab, source, rows } = JSON.parse(body) as RowsDraft;
  return `「${TAB_TITLES[tab]}」新增 ${rows.length} 行（据 ${oneLine(source, 60)}）`;
}

/** 通报《关于2026年5月排名的通报》 */
const documentTitle = ({ document, title }: DocumentDraft): string =>
  `${oneLine(document, 10)}《${oneLine(title, 80)}》`;

/** What people did with a draft; `letter` is the number it went out under. */
export interface ToldStep {
  readonly do: string;
  readonly by: string;
  readonly at: string;
  readonly rows?: readonly { readonly item: string; readonly key: string }[];
  readonly stood?: readonly string[];
  readonly appendedAt?: string | null;
  readonly letter?: { readonly number: string } | null;
  /** Of a document that was issued; "" where its kind has none. */
  readonly number?: string;
  readonly reason?: string;
  /** Of a consultation: the last day for objections. */
  readonly until?: string;
}

export interface ToldDraft {
  readonly draft: DraftRecord;
  readonly trail: readonly ToldStep[];
  /** Items nobody has let out yet. */
  readonly open: readonly string[];
  /** Accepted objections that it answers, in words. */
  readonly answers: readonly string[];
}

export const draftJson = ({ draft: { body, attachment, ...draft }, trail, open, answers }: ToldDraft): object => ({
  ...draft,
  attachment: attachment?.filename ?? null,
  body: JSON.parse(body) as unknown,
  openItems: open,
  trail,
  ...(answers.length === 0 ? {} : { answers }),
});

/** What waits and ranks or names somebody, without what it says: for doors that do not know who asks. */
export function sealedJson(told: ToldDraft): object {
  if (told.draft.state === "confirmed" || isOpenRows(told.draft)) return draftJson(told);
  return { ...draftJson(told), body: null, differences: "", answers: undefined, sealed: true };
}

/** Rows say what is to be done; those of 观摩 say what each judge gave whom. */
const isOpenRows = ({ kind, body }: Named): boolean =>
  kind === "rows" && (JSON.parse(body) as RowsDraft).tab !== "observations";

/** One draft in a sentence, with what may be done. `today` decides whether it may be confirmed by now. */
export function draftWords(told: ToldDraft, today: PlainDate): string {
  const { draft, trail } = told;
  const head = `${draft.id}  ${draftTitle(draft)}，${momentWords(draft.createdAt)} 起草`;
  const differences = draft.differences === "" ? "" : `\n  与已发布的不同：${oneLine(draft.differences, 400)}`;
  const answers = told.answers.length === 0 ? "" : `\n  起草时已采纳的申诉：${told.answers.join("、")}`;
  const steps = trail
    .filter((step) => !isResult(draft.kind) || step.do === "consult")
    .map((step) => `\n  ${stepWords(step)}`);
  return `${head}；${stateWords(told, today)}（摘要 ${draft.digest.slice(0, 12)}）${differences}${answers}${steps.join("")}`;
}

function stateWords({ draft, open }: ToldDraft, today: PlainDate): string {
  const { id, kind, state, confirmedBy, confirmedAt, lockDay } = draft;
  if (state === "superseded") return "已被新的草稿取代，或已过时";
  if (state === "dropped") return "已撤回";
  if (!isResult(kind)) return waitingWords(draft, open);
  if (state === "confirmed") return `${confirmedBy}于${momentWords(confirmedAt!)} 确认发布`;
  if (today <= lockDay) return `待确认，${dayWords(lockDay, today)}锁定之后可确认`;
  return `待确认（已锁定），核对后运行 duban confirm ${id} --by 姓名`;
}

function waitingWords({ id, kind, state }: DraftRecord, open: readonly string[]): string {
  if (state === "confirmed") return "已确认";
  if (open.length === 0) return kind === "document" ? "已确认" : "已确认，下次运行时写入台账";
  const part = kind === "rows" ? `（可加 --items ${oneLine(open.slice(0, 2).join(","), 20)} 只要其中几条）` : "";
  const count = kind === "rows" ? ` ${open.length} 条` : "";
  return `待确认${count}，核对后运行 duban confirm ${id} --by 姓名${part}，不用的运行 duban drop ${id} --by 姓名 --reason 理由`;
}

/** 孙管于6月12日 08:00 确认第 1、3 条，已写入台账 */
function stepWords(step: ToldStep): string {
  const who = `${oneLine(step.by, 20)}于${momentWords(step.at)} `;
  if (step.do === "consult") return `${who}征求意见，异议截止${shortDayWords(step.until ?? "")}`;
  if (step.do === "drop") return `${who}撤回：${oneLine(step.reason ?? "", 200)}`;
  if (step.do === "issue") return `${who}确认发出${step.number ? `，编号 ${step.number}` : ""}`;
  const stands = step.appendedAt == null ? "尚未写入台账，下次运行时写入" : "已写入台账";
  if (step.letter != null) return `${who}确认，编号 ${step.letter.number}，${stands}`;
  const { rows = [], stood = [] } = step;
  const parts = [
    ...(rows.length > 0 ? [`确认第 ${itemsWords(rows.map(({ item }) => item))} 条，${stands}`] : []),
    ...(stood.length > 0 ? [`第 ${itemsWords(stood)} 条台账中已有，未再写入`] : []),
  ];
  return `${who}${parts.length > 0 ? parts.join("；") : "确认，没有可以写入的"}`;
}

/** How a column is headed, and of what kind it is. */
export type HeaderOf = (tab: RowsDraft["tab"], code: string) => { readonly header: string; readonly kind: string };

/** The whole draft, for `duban drafts ID`. */
export function wholeDraft(told: ToldDraft, today: PlainDate, headerOf: HeaderOf): string {
  const { kind, body } = told.draft;
  const head = draftWords(told, today);
  if (kind === "letter") return [head, "", ...letterLines(JSON.parse(body) as LetterDraft)].join("\n");
  if (kind === "document")
    return [head, "", ...(JSON.parse(body) as DocumentDraft).text.map((line) => oneLine(line, 1_000))].join("\n");
  if (kind !== "rows") return head;
  const { tab, rows } = JSON.parse(body) as RowsDraft;
  const open = new Set(told.open);
  return [head, ...rows.map((row) => rowWords(row, open.has(row.item), (code) => headerOf(tab, code)))].join("\n\n");
}

/** The letter as it will be read; number and days come with the confirmation. */
const letterLines = ({ unit, text, asOf, answerWithin }: LetterDraft): readonly string[] => [
  `${oneLine(unit, 60)}：`,
  ...text.map((line) => oneLine(line, 400)),
  `（依据 ${shortDayWords(asOf)}的台账；反馈期限为发出后 ${answerWithin} 个工作日，函号确认时编定）`,
];

function rowWords(
  { item, cells, notes }: ProposedRow,
  isOpen: boolean,
  headerOf: (code: string) => ReturnType<HeaderOf>,
): string {
  const lines = Object.entries(cells).map(([code, value]) => {
    const { header, kind } = headerOf(code);
    const text = kind === "money" && typeof value === "number" ? moneyWords(value) : valueWords(value);
    return `  ${header}：${oneLine(text, 200)}`;
  });
  const head = `第 ${oneLine(item, 10)} 条${isOpen ? "" : "（已处理）"}`;
  return [head, ...lines, ...notes.map((note) => `  注：${oneLine(note, 200)}`)].join("\n");
}

const valueWords = (value: string | number | boolean): string =>
  typeof value === "boolean" ? (value ? "是" : "否") : String(value);
