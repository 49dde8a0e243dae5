import { withoutBlanks } from "./clean.ts";

/** Traditional forms met in names of places, offices and people, with the simplified ones. */
const TRADITIONAL =
  "縣區鄉鎮發務業國資設環運電廳處辦園東長陽寧興龍廣開關門鐵銀農產經濟財稅審計劃規團學醫衛體聯張陳劉趙黃吳孫馬楊鄧鄭許蘇盧葉範語華萬億總項題節點報問責單員會場橋樓館";
const SIMPLIFIED =
  "县区乡镇发务业国资设环运电厅处办园东长阳宁兴龙广开关门铁银农产经济财税审计划规团学医卫体联张陈刘赵黄吴孙马杨邓郑许苏卢叶范语华万亿总项题节点报问责单员会场桥楼馆";

const simplified = new Map(Array.from(TRADITIONAL, (character, index) => [character, Array.from(SIMPLIFIED)[index]!]));

/** A word as it is compared for nearness: no blanks, simplified characters, lower case. */
const nearForm = (text: string): string =>
  Array.from(withoutBlanks(text).toLowerCase(), (character) => simplified.get(character) ?? character).join("");

/** Longer words are not searched: what is typed there is no name. */
const LONGEST = 40;

/**
 * The known word most like the typed one, "" when none or several are near: at most a third of it may differ
 * (one character in short words).
 */
export function nearest(typed: string, known: Iterable<string>): string {
  if (typed.length > LONGEST) return "";
  const wanted = nearForm(typed);
  let best: string[] = [];
  let least = Math.max(1, Math.floor(wanted.length / 3));
  for (const word of known) {
    const away = distance(wanted, nearForm(word), least + 1);
    if (away > least || away >= wanted.length) continue;
    best = away === least ? [...best, word] : [word];
    least = away;
  }
  return best.length === 1 ? best[0]! : best.length > 1 ? "" : containing(wanted, known);
}

/** 甲县发展改革局 for 发展改革局: a word that holds the other and is at most twice as long, when only one is. */
function containing(wanted: string, known: Iterable<string>): string {
  const found: string[] = [];
  for (const word of known) {
    const [short, long] = word.length < wanted.length ? [word, wanted] : [wanted, word];
    if (short.length >= 2 && short.length * 2 >= long.length && long.includes(short)) found.push(word);
  }
  return found.length === 1 ? found[0]! : "";
}

/** Edit distance (insert, delete, replace), given up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    if (Math.min(...row) >= limit) return limit;
    above = row;
  }
  return above[b.length]!;
}
