import type { PlainDate } from "../domain/dates.ts";
import type { Entry, Section } from "./letter-model.ts";
import { dutyOf, factNumber, factText, isForLeader, type Matter } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** A leader reads the beginning on a phone; the whole is attached. */
const MOST_FOR_LEADERS = 3;

/** 一、总体情况; （一）投资完成: a leader is told what stands under it. */
const HEADING = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^。；]*$/;

export const sentDocuments = (matters: readonly Matter[]): Matter[] =>
  matters.filter(({ kind }) => kind === "document-sent");

export const documentsSection = (documents: readonly Matter[], asOf: PlainDate): Section => ({
  form: "matters",
  title: `发来文件，全文见附件（${documents.length} 件）`,
  total: documents.length,
  entries: documents.map((matter) => documentEntry(matter, asOf)),
});

/** A document that was confirmed inside somebody's mail: number, day and its text. Admins and office heads get a copy. */
export function documentEntry(matter: Matter, asOf: PlainDate): Entry {
  const { item } = matter;
  const copy = ["office-head", "admin"].includes(dutyOf(matter)) ? "（抄送）" : "";
  const number = factText(item, "number");
  const sent = `${shortDayWords(factText(item, "sentOn"), asOf)}印发`;
  return {
    badge: { word: factText(item, "document").slice(0, 10), light: null },
    title: `《${oneLine(item.name, 80)}》${copy}`,
    status: number === "" ? sent : `${number}，${sent}`,
    lines: textOf(matter),
  };
}

function textOf(matter: Matter): readonly string[] {
  const { text } = matter.item.facts;
  const paragraphs = (Array.isArray(text) ? text : []).map((line) => oneLine(String(line), 1_000));
  const shown = isForLeader(matter)
    ? paragraphs.filter((line) => !HEADING.test(line)).slice(0, MOST_FOR_LEADERS)
    : paragraphs;
  const left = (factNumber(matter.item, "paragraphs") ?? 0) > shown.length;
  return left ? [...shown, "（以下见附件。）"] : shown;
}

/** 发来通报《关于5月排名的通报》; 发来 2 份文件 */
export function documentsWords([first, ...others]: readonly Matter[]): string {
  if (others.length > 0 || first === undefined) return `发来 ${others.length + 1} 份文件`;
  return `发来${factText(first.item, "document")}《${oneLine(first.item.name, 30)}》`;
}
