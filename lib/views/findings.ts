import type { Finding } from "../domain/finding.ts";
import { TAB_TITLES } from "../domain/tab-titles.ts";
import { FINDING_WORDS, type FindingWords, withoutBlank } from "./finding-words.ts";
import { oneLine } from "./one-line.ts";

export interface WordedFinding {
  /** 「项目」F9 属地：“甲 縣” 不在「单位」表，最接近“甲县”。 */
  readonly message: string;
  /** The same in a letter, with the row's key: who reads it on a phone has no sheet beside it. 「节点」G52（P-052/20）计划完成：… */
  readonly told: string;
  /** The same without its place, for tables that have columns for it. */
  readonly problem: string;
  /** What to do; never an investment figure. */
  readonly suggestion: string;
}

/** The finding in words. Source: voice.md "Findings". */
export function wordFinding(finding: Finding): WordedFinding {
  const { problem, advice: any } = sentencesOf(finding);
  const required = finding.facts.required === 1;
  const advice = required ? withoutBlank(any) : any;
  const aside = required ? "本行未计入。" : "";
  const full = `${problem}。${aside}`;
  const [message, told] = [placeOf(finding), keyedPlace(finding)].map((place) => `${place}：${full}`) as [
    string,
    string,
  ];
  return { message, told, problem: full, suggestion: advice === "" ? "" : `${advice}。` };
}

function sentencesOf(finding: Finding): FindingWords {
  const sentence = Object.hasOwn(FINDING_WORDS, finding.code) ? FINDING_WORDS[finding.code] : undefined;
  if (sentence !== undefined) return sentence(finding, finding.facts);
  return { problem: `“${finding.found}” 需要核对（${finding.code}）`, advice: "" };
}

/** 「项目」F9 属地 · 「节点」第 12、87 行 · 「单位」表 · 《丙县分表》「项目」F9 属地 */
function placeOf({ tab, cell, header, facts }: Finding): string {
  const title = Object.hasOwn(TAB_TITLES, tab) ? TAB_TITLES[tab as keyof typeof TAB_TITLES] : tab;
  if (facts.places !== undefined) return `「${title}」${facts.places}`;
  return `${facts.book === undefined ? "" : `《${facts.book}》`}${placeInBook(title, { cell, header, facts })}`;
}

/** Places of several rows, and rows without a key of their own, stand as they are. */
function keyedPlace(finding: Finding): string {
  const place = placeOf(finding);
  const key = oneLine(finding.key, 40);
  if (key === "" || key === finding.found || finding.facts.places !== undefined) return place;
  const header = finding.header === "" || !place.endsWith(finding.header) ? "" : finding.header;
  return `${place.slice(0, place.length - header.length).trimEnd()}（${key}）${header}`;
}

function placeInBook(title: string, { cell, header, facts }: Pick<Finding, "cell" | "header" | "facts">): string {
  if (cell !== "") return `「${title}」${cell}${header === "" ? "" : ` ${header}`}`;
  return facts.row === undefined ? `「${title}」表` : `「${title}」第 ${facts.row} 行 ${header}`;
}
