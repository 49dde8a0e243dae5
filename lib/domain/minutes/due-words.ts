import type { DuePhrase } from "./due-form.ts";
import { N, PATTERNS, periodForm } from "./due-patterns.ts";
import { startBefore } from "./due-start.ts";

const STARTS =
  /[\d〇一二两三四五六七八九十今本当明次这上下月第上年周星每去前半春元清五端国中主汛入封供采雨秋开高全农正腊冬]/;
const ENDS_AS_LIMIT = /(?:前|内|底|末|终|旬)$/;
const SAID_DAY = /(?:(?<![已定应原])于|应于|力争在?|争取在?|确保在?|最迟|不迟于|不晚于|务于|至迟)$/;
/** A bare day that something is set for. */
const TO_DO = /^(?:组织|开展|完成|提交|启动|开工|竣工|投产|通车)/;
const ALREADY = /(?:截至|截止到?|截止至|原定于?|原计划于?|本应于?|已于|已在|早在|已经)$/;

/** Every word of a limit in a plain text, in its order. `closed`: the text is nothing but a limit (a cell, 完成时限：…), so bare days and periods count too. */
export function duePhrases(text: string, closed = false): readonly DuePhrase[] {
  const found: DuePhrase[] = [];
  for (let at = 0; at < text.length; ) {
    const read = STARTS.test(text[at]!) ? readAt(text, at, closed) : null;
    if (read?.phrase != null) found.push(read.phrase);
    at = read?.end ?? at + 1;
  }
  return found;
}

/** What stands at a place and where it ends; `phrase` null: words of time that set no limit. */
interface ReadAt {
  readonly end: number;
  readonly phrase: DuePhrase | null;
}

function readAt(text: string, at: number, closed: boolean): ReadAt | null {
  for (const { words, read } of PATTERNS) {
    words.lastIndex = at;
    const match = words.exec(text);
    if (match === null || match[0] === "") continue;
    const form = read(match.groups ?? {});
    const end = at + match[0].length;
    const before = text.slice(Math.max(0, at - 6), at);
    if (form === null || ALREADY.test(before)) return { end, phrase: null };
    const limit =
      form.form === "unclear" || ENDS_AS_LIMIT.test(match[0])
        ? !/[自从]$/.test(before)
        : SAID_DAY.test(before) || (form.form === "day" && form.day !== 0 && TO_DO.test(text.slice(end, end + 2)));
    const phrase = limit || closed ? limited({ at, end, words: match[0], form, limit }, text) : null;
    return { end, phrase };
  }
  return closed ? barePeriod(text, at) : null;
}

/** A period takes in what it starts from: 会后 of 会后一周内. */
function limited(phrase: DuePhrase, text: string): DuePhrase {
  const { form, at, words } = phrase;
  if (form.form !== "period") return phrase;
  const start = startBefore(text, at);
  const from = at - (start.from === "other" ? 0 : start.words.length);
  return { ...phrase, at: from, words: start.words + words, form: { ...form, from: start.from } };
}

const BARE_PERIOD = new RegExp(`(?<n>${N})个?(?<unit>工作日|自然日|天|周|月)(?!份)`, "y");

/** 10个工作日 in a cell. */
function barePeriod(text: string, at: number): ReadAt | null {
  BARE_PERIOD.lastIndex = at;
  const match = BARE_PERIOD.exec(text);
  const form =
    match === null || (match.groups!.unit === "月" && !match[0].includes("个"))
      ? null
      : periodForm({ ...match.groups });
  if (form === null) return null;
  const end = at + match![0].length;
  return { end, phrase: limited({ at, end, words: match![0], form, limit: false }, text) };
}

const VAGUE = /尽快|尽早|抓紧|立即|马上|即刻|即日起|近期|第一时间|限期|限时|适时|及时|长期(?:坚持)?|持续推进|常态化/;

/** Words that press without naming a day; null when there are none. */
export const vagueWords = (text: string): string | null => VAGUE.exec(text)?.[0] ?? null;
