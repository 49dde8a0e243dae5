import { type MinutesBlock, markOf } from "./blocks.ts";
import { plainForm } from "./plain-form.ts";

/** A numbered item, or the running text between two: its own paragraphs and the headings above it. */
export interface Section {
  /** "一、(二)" as it stands; "" for running text. */
  readonly mark: string;
  readonly headings: readonly string[];
  readonly paragraphs: readonly string[];
}

/** Who was there, who gets a copy: units stand here that are asked nothing. */
const LISTS =
  /^(?:会议)?(?:出席|参会|参加|列席|请假|缺席|旁听|主持|记录|记录人|整理|核稿|审核|签发|主送|分送|抄送|抄报|发送|送|报|发|附件|与会)[^。,;:]{0,12}:/;
const SINGLE =
  /^(?:会议)?(?:时间|日期|地点|议题|主题|编号|召集人|主办|承办|密级|签发|记录|主持|印发日期|会议名称)[^。,;:]{0,6}:/;
const ISSUED = /(?:印发|印)$/;

/** Inside a paragraph (一)… ;(二)… and 1.… ;2.… begin anew. */
const INLINE =
  /(?<=[:;。,\n])(?=(?:\([一二三四五六七八九十]{1,2}\)|[①-⑳]|\(\d{1,2}\)|\d{1,2}[.、](?=[\u4e00-\u9fff])))/;

interface Line {
  readonly level: number;
  readonly mark: string;
  readonly text: string;
}

/** The items of the paragraphs of one stretch without tables. */
export function sectionsOf(paragraphs: readonly string[]): readonly Section[] {
  const sections: { mark: string; level: number; headings: readonly string[]; paragraphs: string[] }[] = [];
  const above: Line[] = [];
  let inList = false;
  for (const line of paragraphs.flatMap(linesOf)) {
    if (line.level === 0) {
      const plain = plainForm(line.text);
      if (isListHead(plain)) inList = LISTS.test(plain);
      else if (inList && !isProse(plain)) continue;
      else {
        inList = false;
        if (!ISSUED.test(plain)) push(sections, above, line);
      }
      continue;
    }
    inList = false;
    while (above.length > 0 && above.at(-1)!.level >= line.level) above.pop();
    sections.push({
      mark: [...above.map(({ mark }) => mark), line.mark].join(""),
      level: line.level,
      headings: above.map(({ text }) => text),
      paragraphs: [line.text],
    });
    above.push(line);
  }
  return sections;
}

const isListHead = (plain: string): boolean => LISTS.test(plain) || SINGLE.test(plain);
const isProse = (plain: string): boolean =>
  plain.includes("。") && /^(?:会议|现将|为|经|与会|根据|\d|[〇一二三四五六七八九]{4}年|会上|一致)/.test(plain);

/** A paragraph without a number belongs to the item before it; before the first item it stands alone. */
function push(
  sections: { mark: string; level: number; headings: readonly string[]; paragraphs: string[] }[],
  above: readonly Line[],
  { text }: Line,
): void {
  const last = sections.at(-1);
  if (last !== undefined && above.length > 0) last.paragraphs.push(text);
  else sections.push({ mark: "", level: 0, headings: [], paragraphs: [text] });
}

function linesOf(paragraph: string): readonly Line[] {
  const plain = plainForm(paragraph);
  const lines: Line[] = [];
  let at = 0;
  for (const piece of plain.split(INLINE)) {
    const mark = markOf(piece);
    const start = at + (mark?.words.length ?? 0);
    const text = paragraph.slice(start, at + piece.length).trim();
    if (text !== "") lines.push({ level: mark?.level ?? 0, mark: mark?.words ?? "", text });
    at += piece.length;
  }
  return lines;
}

/** Stretches of paragraphs between tables. */
export function stretchesOf(blocks: readonly MinutesBlock[]): readonly (readonly string[])[] {
  const stretches: string[][] = [[]];
  for (const block of blocks) {
    if (block.kind === "paragraph") stretches.at(-1)!.push(block.text);
    else stretches.push([]);
  }
  return stretches;
}
