import type { PlainDate } from "../domain/dates.ts";
import type { DocumentRecord, DocumentState, DocumentVoid } from "../domain/document-record.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** `intact`: the frozen bytes still have their digest; null where nothing is frozen. */
export interface ListedDocument {
  readonly record: DocumentRecord;
  readonly intact: boolean | null;
}

const STATES: Readonly<Record<DocumentState, string>> = { waiting: "待确认", sent: "已发", void: "作废" };

export const documentJson = ({ record, intact }: ListedDocument): object => ({
  ...record,
  stateWords: STATES[record.state],
  intact,
});

export const documentsWords = (listed: readonly ListedDocument[], today: PlainDate): string =>
  listed.length === 0 ? "没有文件。" : listed.map((one) => lineOf(one, today)).join("\n");

/** One document with its text. */
export const documentWords = (listed: ListedDocument, today: PlainDate): string =>
  [lineOf(listed, today), ...listed.record.text.map((line) => oneLine(line, 1_000))].join("\n");

/** 已发  重点办督函〔2026〕4号  督办函《关于督办T-001等2件事项的函》，致甲县，6月12日由孙管确认，摘要 0123456789ab */
function lineOf({ record, intact }: ListedDocument, today: PlainDate): string {
  const { state, number, document, title, unit, quotesOld = "", replacedBy = "" } = record;
  const paper = title === "" ? "" : `${oneLine(document, 10)}《${oneLine(title, 120)}》`;
  const about = [
    paper,
    unit === "" ? "" : `致${oneLine(unit, 60)}`,
    ...standing(record, intact, today),
    replacedBy === "" ? "" : `已由 ${oneLine(replacedBy, 80)} 代替`,
    quotesOld === "" ? "" : `所引结果已由 ${oneLine(quotesOld, 30)} 更正，请重新起草`,
  ];
  const names = [STATES[state], number === "" ? record.draft : number];
  return `${names.map((name) => oneLine(name, 80)).join("  ")}  ${about.filter((part) => part !== "").join("，")}`;
}

function standing(record: DocumentRecord, intact: boolean | null, today: PlainDate): readonly string[] {
  const { state, draft, number, by, day, digest } = record;
  if (state === "void") return [voidWords(record)];
  const id = oneLine(draft, 64);
  if (state === "waiting")
    return [number === "" ? "" : `草稿 ${id} 已占此号`, `核对后运行 duban confirm ${id} --by 姓名`];
  const who = `${shortDayWords(day ?? today, today)}由${oneLine(by, 20)}确认`;
  if (digest === "") return [who, "当时未存档文件"];
  const bytes = `摘要 ${digest.slice(0, 12)}`;
  return [who, bytes, ...(intact === false ? ["存档文件与摘要不符，已被改动或丢失，请从备份恢复记录库"] : [])];
}

const VOID: Readonly<Record<DocumentVoid, string>> = {
  dropped: "编号后草稿撤回",
  superseded: "编号后草稿已重新起草或过时",
  "other-series": "编号后跨年或改用机关代字，已另编新号",
  "typed-by-hand": "编号后「督办」表中出现同号，已另编新号",
};

function voidWords({ because, detail, draft }: DocumentRecord): string {
  const why = because === null ? "" : VOID[because];
  return `${why}（草稿 ${oneLine(draft, 64)}${detail === "" ? "" : `，理由：${oneLine(detail, 200)}`}）`;
}

/** Nothing that could be written out. */
export const noFileWords = ({ state, number, draft }: DocumentRecord): string =>
  state === "void"
    ? `${oneLine(number, 80)} 已作废，没有文件。`
    : `${oneLine(number || draft, 80)} 发出时未存档文件（旧版本），只有文字。`;

export const noDocumentWords = (asked: string): string =>
  `没有文件 ${oneLine(asked, 64)}。请用 duban documents 查看编号或草稿号。`;

export const writtenWords = (file: string, { state, number, draft, digest }: DocumentRecord): string =>
  state === "waiting"
    ? `${oneLine(number || draft, 80)} 尚未确认，已把草稿写到 ${file}。`
    : `${oneLine(number || draft, 80)} 已写到 ${file}，与存档一致（摘要 ${digest.slice(0, 12)}）。`;
