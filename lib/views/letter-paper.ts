import type { LetterDraft, SentLetter } from "../domain/letter-draft.ts";
import type { DocumentKind, NewDocument } from "../ports/document-file.ts";
import { fullDayWords } from "./document-words.ts";
import type { DocumentFields } from "./documents/fields.ts";
import { paragraphFields } from "./documents/tables.ts";
import { oneLine, prose } from "./one-line.ts";
import { lateWords, stepDueWords } from "./supervision-letter.ts";
import { dayWords } from "./words.ts";

/** As newDocument, without the catalogue itself, which the cloud's bundles need not carry. */
const newPaper = <K extends DocumentKind>(kind: K, fields: DocumentFields[K]): NewDocument => ({ kind, fields });

type Titled = Pick<LetterDraft, "unit" | "type" | "matters">;

/** What a confirmation gives; null: it is still a draft. */
export type LetterGiven = Pick<SentLetter, "number" | "sentOn" | "answerDue"> | null;

export const letterPaper = ({ type }: Pick<LetterDraft, "type">): DocumentKind => (type === "约谈" ? "约谈通知" : type);

/** 关于督办前湖大桥南岸征地等2件事项的函: the matter in its own first words; its number stands in the letter. */
export function letterTitle({ type, matters, unit }: Titled): string {
  const what = `${nameOf(matters[0])}${matters.length > 1 ? `等${matters.length}件` : ""}`;
  if (type === "约谈") return `关于就${what}事项约谈的通知`;
  if (type === "通报") return `关于${oneLine(unit, 30)}${what}事项逾期情况的通报`;
  return `关于${type === "提醒函" ? "提醒办理" : "督办"}${what}事项的函`;
}

/** Up to the first stop; a text that has no words gives way to its number. */
function nameOf(matter: LetterDraft["matters"][number] | undefined): string {
  const [first = ""] = prose(matter?.title ?? "", 120).split(/[，。；：！？…]/u);
  return oneLine(first, 24) || oneLine(matter?.key ?? "", 20);
}

/** The letter on paper; `office` signs it, and heads of the unit's office get a copy. */
export function letterDocument(letter: LetterDraft, given: LetterGiven, office: string): NewDocument {
  const { text } = letter;
  const first = text.slice(0, 1);
  const head = {
    草稿: given === null,
    标志: office,
    发文字号: given?.number ?? "",
    标题: letterTitle(letter),
    主送: oneLine(letter.unit, 60),
  };
  const foot = {
    附件: [],
    落款: office,
    日期: given === null ? "" : fullDayWords(given.sentOn),
    联系人: "",
    联系电话: "",
    抄送: "",
  };
  const asked = paragraphFields([`${text.at(-1) ?? ""}${answerWords(given)}`]);
  if (letter.type === "通报") return circularTo(letter, { head, foot, asked, first });
  const fields = { ...head, 段落: paragraphFields(first), 事项: matterFields(letter), 要求: asked, ...foot };
  if (letter.type !== "约谈") return newPaper(letter.type, fields);
  return newPaper("约谈通知", {
    ...fields,
    ...{ 约谈对象: "贵单位主要负责人", 约谈人: office, 时间: "", 地点: "" },
  });
}

const answerWords = (given: LetterGiven): string =>
  given === null ? "" : `书面反馈请于${dayWords(given.answerDue, given.sentOn)}前送达本办。`;

const matterFields = ({ matters, asOf }: LetterDraft) =>
  matters.map((matter, at) => ({
    序号: String(at + 1),
    编号: oneLine(matter.key, 40),
    内容: prose(matter.title, 120),
    时限: stepDueWords(matter, asOf),
    情况: lateWords(matter),
  }));

interface Parts {
  readonly head: Pick<DocumentFields["通报"], "草稿" | "标志" | "发文字号" | "标题" | "主送">;
  readonly foot: Pick<DocumentFields["通报"], "附件" | "落款" | "日期" | "联系人" | "联系电话" | "抄送">;
  readonly asked: readonly { readonly 正文: string }[];
  readonly first: readonly string[];
}

/** 通报 to one unit: the paper of the circular, its matters as paragraphs. */
const circularTo = (letter: LetterDraft, { head, foot, asked, first }: Parts): NewDocument =>
  newPaper("通报", {
    ...head,
    段落: paragraphFields([...first, ...letter.text.slice(1, -1)]),
    ...{ 章: [], 排名: [], 红榜: [], 黑榜: [], 注: [] },
    办公室段落: asked,
    ...foot,
    印发机关: foot.落款,
    印发日期: foot.日期,
  });
