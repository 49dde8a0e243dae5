import type { PlainDate } from "../domain/dates.ts";
import type { Fields } from "../domain/document-draft.ts";
import { oneLine } from "./one-line.ts";

/** 2026年6月12日, as under a document. Source: GB/T 9704-2012, 成文日期. */
export const fullDayWords = (day: PlainDate): string =>
  `${+day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8, 10)}日`;

/** The fields of a document with what its confirmation gives: number and day, no more a draft. */
export function issuedFields(fields: Fields, number: string, day: PlainDate): Fields {
  const given: Fields = { 草稿: false, 发文字号: number, 日期: fullDayWords(day), 印发日期: fullDayWords(day) };
  return { ...fields, ...Object.fromEntries(Object.entries(given).filter(([name]) => name in fields)) };
}

/** Nothing that a folder, a mail's header or a command line could take for more than a name. */
const UNFIT = /[\\/:*?"<>|.$`'&;]+/g;

/** 关于5月排名的通报.docx; with its number in front: 重点办通报〔2026〕3号 关于5月排名的通报.docx */
export const fileNameOf = (title: string, number = ""): string =>
  `${
    oneLine(
      [number, title]
        .map((part) => part.replace(UNFIT, " ").trim())
        .filter(Boolean)
        .join(" "),
      80,
    ) || "文件"
  }.docx`;
