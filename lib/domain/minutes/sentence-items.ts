import { type Clause, clausesOf, type Gathered, gathered, groupsOf } from "./clauses.ts";
import { vagueWords } from "./due-words.ts";
import type { Vocabulary } from "./mentions.ts";
import { plainForm } from "./plain-form.ts";
import { type Named, namedOf, type OpenItem, type RawItem, tidy } from "./raw-item.ts";

/** What a stretch of text is read with: the names, and the unit of the heading above. */
export interface Reading {
  readonly vocabulary: Vocabulary;
  readonly headLead: readonly Named[];
}

const REPORT =
  /^(?:会议)?(?:听取|通报|传达|学习|观看|回顾|总结|分析了|肯定|书面|指出|认为|审议并原则通过)|主持(?:召开)?[^,。;]{0,40}会|^会议由[^,。;]{0,20}主持|召开[^,。;]{0,40}(?:会议|推进会|调度会|现场会)[,。]?$/;
const INTRO =
  /^(?:会议|经研究|经讨论|与会人员|会上|经会议研究|会议研究)[^,。;:由请]{0,10}?(?:议定|决定|明确|要求|强调|同意|确定|提出|通过|安排|部署)(?:了)?(?:如下|以下)?(?:事项|意见)?[,:]?/;
const POINT = /^(?:[一二三四五六七八九十]是|首先|其次|最后|同时|此外|另外|下一步|会后)(?:,|要(?=[由请]))?/;

/** The items of running text, sentence by sentence. */
export function itemsOfSentences(mark: string, body: string, reading: Reading): readonly OpenItem[] {
  const items: OpenItem[] = [];
  for (const [sentence] of body.matchAll(/[^。;；!！\n]+[。;；!！]?/g)) readSentence(mark, sentence, reading, items);
  return items;
}

/** Cuts 一是 … 二是 … inside one sentence, then the clauses. */
function readSentence(mark: string, sentence: string, reading: Reading, items: OpenItem[]): void {
  const plain = plainForm(sentence);
  let at = 0;
  for (const piece of plain.split(/(?<=[,:])(?=[一二三四五六七八九十]是)/)) {
    readPiece(mark, sentence.slice(at, at + piece.length), reading, items);
    at += piece.length;
  }
}

function readPiece(mark: string, piece: string, reading: Reading, items: OpenItem[]): void {
  const plain = plainForm(piece);
  const skipped = REPORT.test(plain.trim()) ? orderAfter(plain) : skip(plain);
  if (skipped === null) return;
  const clauses = clausesOf(plain.slice(skipped), skipped, reading.vocabulary);
  for (const group of groupsOf(clauses)) addGroup(mark, piece, group, reading, items);
}

/** 会议审议并原则通过了…,由市发改委…: after the report an order. */
function orderAfter(plain: string): number | null {
  const at = plain.search(/,(?=由|请|责成|责令)/);
  return at < 0 ? null : at + 1;
}

function skip(plain: string): number {
  let at = /^\s*/.exec(plain)![0].length;
  for (const words of [INTRO, POINT, INTRO]) at += words.exec(plain.slice(at))?.[0].length ?? 0;
  return at;
}

const BACKGROUND = /总投资|计划投资|规划|已完成|目前|截至|建成后|将于|拟于|预计|占地|全长|此前|原则同意|汇报/;
const IMPERATIVE =
  /^(?:确保|力争|务必|要|须|必须|加快|抓紧|尽快|完成|全面|督促|组织|做好|推进|启动|形成|实现|报|提交|制定|印发|争取|同步|全部|并)/;

function addGroup(mark: string, piece: string, group: readonly Clause[], reading: Reading, items: OpenItem[]): void {
  const found = gathered(group);
  const words = piece.slice(group[0]!.at, group.at(-1)!.end);
  const content = tidy(words.replace(/[。;；]$/, ""));
  const previous = items.at(-1);
  const base = {
    mark,
    content,
    source: piece.trim(),
    vague: vagueWords(plainForm(words)),
    carried: [] as RawItem["carried"],
  };
  if (found.lead.length > 0 || found.leaders.length > 0) {
    if (isTask(found)) items.push({ ...base, ...found.parts, lead: found.parts.lead });
    return;
  }
  if (found.narrative) return;
  if (found.parts.cooperating.length > 0) {
    helpersOf(previous, found.parts, base, items);
    return;
  }
  if (found.parts.phrases.length === 0 || BACKGROUND.test(plainForm(words))) return;
  dueOf(previous, found.parts, base, reading, items);
}

/** A unit at the head of a sentence is asked something; 各部门要提高认识 is not, unless a day is set. */
function isTask({ lead, asked, strong, parts, narrative }: Gathered): boolean {
  if (narrative) return false;
  const named = lead.some((one) => !namedOf(one).group);
  if (named) return asked || parts.phrases.length > 0;
  return parts.phrases.length > 0 || parts.leaders.length > 0 || strong;
}

type Base = Pick<RawItem, "mark" | "content" | "source" | "vague" | "carried">;

/** 市财政局、甲县配合。 after its item; with no item before it, to help is what they are asked. */
function helpersOf(previous: OpenItem | undefined, parts: Gathered["parts"], base: Base, items: OpenItem[]): void {
  if (previous === undefined || (parts.phrases.length > 0 && previous.phrases.length > 0)) {
    items.push({ ...base, ...parts, lead: parts.cooperating, cooperating: [] });
    return;
  }
  previous.cooperating = [...previous.cooperating, ...parts.cooperating];
  previous.carried = [...previous.carried, "cooperating"];
  previous.source += base.source;
  if (parts.phrases.length === 0) return;
  previous.phrases = parts.phrases;
  previous.carried = [...previous.carried, "due"];
}

/** A limit whose sentence names nobody: it is the item's before it where that has none, else another item of the same unit. */
function dueOf(
  previous: OpenItem | undefined,
  parts: Gathered["parts"],
  base: Base,
  { headLead }: Reading,
  items: OpenItem[],
): void {
  if (previous !== undefined && previous.phrases.length === 0) {
    previous.phrases = parts.phrases;
    previous.content += `；${base.content}`;
    if (previous.source !== base.source) previous.source += base.source;
    previous.carried = [...previous.carried, "due"];
    return;
  }
  const lead = previous?.lead ?? headLead;
  if (lead.length === 0 && base.mark === "" && !IMPERATIVE.test(plainForm(base.content))) return;
  items.push({ ...base, ...parts, lead, cooperating: [], carried: lead.length > 0 ? ["lead"] : [] });
}
