import type { DuePhrase } from "./due-form.ts";
import { N, PATTERNS, periodForm } from "./due-patterns.ts";
import { startBefore } from "./due-start.ts";

const STARTS = /[\d〇一二两三四五六七八九十今本当明次这上下月第上年周星每去前半春元清五端国中主汛入封供采雨秋开高全]/;
const NO_LIMIT = /(?:自|从|定于|于)$/;
const SAID_DAY = /(?:(?<![已定应原])于|最迟|不迟于|不晚于|务于|至迟)$/;
const ALREADY = /(?:截至|截止到?|截止至|原定于?|原计划于?|本应于?|应当?于|已于|已在|早在|已经)$/;

/** Every word of a limit in a plain text, in its order. `closed`: the text is nothing but a limit (a cell, 完成时限：…), so bare days and periods count too. */
export function duePhrases(text: string, closed = false): readonly DuePhrase[] {
  const found: DuePhrase[] = [];
  for (let at = 0; at < text.length; ) {
    const phrase = STARTS.test(text[at]!) ? phraseAt(text, at, closed) : null;
    if (phrase === null) at++;
    else {
      if (phrase !== "past") found.push(phrase);
      at = phrase === "past" ? at + 2 : phrase.end;
    }
  }
  return found;
}

function phraseAt(text: string, at: number, closed: boolean): DuePhrase | "past" | null {
  for (const { words, read } of PATTERNS) {
    words.lastIndex = at;
    const match = words.exec(text);
    if (match === null || match[0] === "") continue;
    const form = read(match.groups ?? {});
    if (form === null) return /^(?:去年|上年|前年|上)/.test(match[0]) ? "past" : null;
    const before = text.slice(Math.max(0, at - 6), at);
    if (ALREADY.test(before)) return "past";
    const limit =
      form.form === "unclear" || /(?:前|内|底|末|终|旬)$/.test(match[0])
        ? !/^(?:自|从)$/.test(before.slice(-1))
        : SAID_DAY.test(before);
    if (!limit && !closed) return NO_LIMIT.test(before) ? "past" : null;
    return limited({ at, end: at + match[0].length, words: match[0], form, limit }, text);
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
function barePeriod(text: string, at: number): DuePhrase | null {
  BARE_PERIOD.lastIndex = at;
  const match = BARE_PERIOD.exec(text);
  const form =
    match === null || (match.groups!.unit === "月" && !match[0].includes("个"))
      ? null
      : periodForm({ ...match.groups });
  return form === null ? null : { at, end: at + match![0].length, words: match![0], form, limit: false };
}

const VAGUE = /尽快|尽早|抓紧|立即|马上|即刻|即日起|近期|第一时间|限期|限时|适时|及时|长期(?:坚持)?|持续推进|常态化/;

/** Words that press without naming a day; null when there are none. */
export const vagueWords = (text: string): string | null => VAGUE.exec(text)?.[0] ?? null;
