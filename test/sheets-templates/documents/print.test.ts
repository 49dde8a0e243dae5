import { afterAll, describe, expect } from "vitest";
import { writeDocument } from "../../../functions/document.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../../lib/ports/document-file.ts";
import { chapterFields, paragraphFields } from "../../../lib/views/documents/tables.ts";
import { partOf, textLines } from "../../adapters/docx/tiny.ts";
import { POPPLER, testWith, WRITER } from "../../require-tool.ts";
import { cleared, type PrintedLine, type PrintedPage, pagesOf, printed, redRules } from "./printed.ts";
import { sample } from "./samples.ts";

/** A page of nothing but full lines, to count them. */
const RULER = "重".repeat(28 * 60 - 2);

const PAPERS = ["ruler", ...DOCUMENT_KINDS] as const;
type Paper = (typeof PAPERS)[number];

const docxOf = (paper: Paper): Promise<Uint8Array> =>
  paper === "ruler"
    ? writeDocument({
        kind: "通报",
        fields: { ...sample("通报", false), 段落: paragraphFields([RULER]), 章: [chapterFields("一、尾", {})] },
      })
    : writeDocument({ kind: paper, fields: sample(paper, true) });

let room = "";
let made: Promise<Readonly<Record<Paper, string>>> | null = null;

/** All papers printed once, by whoever asks first. */
const files = (): Promise<Readonly<Record<Paper, string>>> => {
  made ??= Promise.all(PAPERS.map(docxOf)).then((docs) => {
    const done = printed(docs);
    room = done.room;
    return Object.fromEntries(PAPERS.map((paper, at) => [paper, done.files[at]!])) as Record<Paper, string>;
  });
  return made;
};

afterAll(() => cleared(room));

const TOOLS = POPPLER === null ? null : WRITER;
const onPaper = (title: string, body: (pdfs: Readonly<Record<Paper, string>>) => void | Promise<void>): void =>
  testWith(TOOLS, "LibreOffice Writer or poppler", title, async () => body(await files()), 300_000);

const LETTERS: readonly DocumentKind[] = ["提醒函", "督办函", "约谈通知", "交办单"];
const NUMBER = /^— (\d+) —$/;
const TEXT = { left: 28, right: 184, top: 37, bottom: 262 };

/** A stop at a line's end may hang over the edge, as Chinese type is set. */
const HANGS = /[。,;:、]$/;

const bodyLines = ({ lines }: PrintedPage): readonly PrintedLine[] => lines.filter(({ text }) => !NUMBER.test(text));
const packed = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

describe("printed by LibreOffice", () => {
  onPaper("a full page has 22 lines of 28 characters, 28.95 pt apart, between the standard's margins", (pdfs) => {
    const page = pagesOf(pdfs.ruler)[1]!;
    const full = bodyLines(page).filter(({ text }) => /^重+$/.test(text));
    expect(full.map(({ text }) => text.length)).toEqual(Array.from({ length: 22 }, () => 28));
    const pitch = ((full.at(-1)!.bottom - full[0]!.bottom) / 21) * (72 / 25.4);
    expect(pitch).toBeCloseTo(28.95, 1);
    for (const { left, right } of full) {
      expect(Math.abs(left - TEXT.left)).toBeLessThan(0.5);
      expect(Math.abs(right - TEXT.right)).toBeLessThan(0.5);
    }
    expect(full[0]!.top).toBeGreaterThan(TEXT.top);
    expect(full.at(-1)!.bottom).toBeLessThan(TEXT.bottom + 0.5);
  });

  onPaper("every paper is A4, keeps within the margins, and loses no text", async (pdfs) => {
    for (const kind of DOCUMENT_KINDS) {
      const pages = pagesOf(pdfs[kind]);
      expect([kind, pages.length >= 3]).toEqual([kind, true]);
      for (const [at, page] of pages.entries()) {
        expect([Math.round(page.width), Math.round(page.height)]).toEqual([210, 297]);
        const letterHead = at === 0 && LETTERS.includes(kind);
        const out = bodyLines(page).filter(
          ({ text, left, right, top, bottom }) =>
            left < TEXT.left - 0.5 ||
            right > TEXT.right + (HANGS.test(text) ? 6 : 0.8) ||
            bottom > TEXT.bottom + 1 ||
            top < (letterHead ? 29 : TEXT.top - 0.5),
        );
        expect([kind, at, out]).toEqual([kind, at, []]);
      }
      const asked = packed(
        textLines(partOf(await docxOf(kind)))
          .join("")
          .replaceAll(" | ", "")
          .replace(/[⏎\t]/g, ""),
      );
      const shown = packed(pages.flatMap((page) => bodyLines(page).map(({ text }) => text)).join(""));
      expect([kind, shown.length >= asked.length]).toEqual([kind, true]);
    }
  });

  onPaper(
    "titles are centred and stand to the text as 22 to 16 points; numbers have brackets and no padding",
    (pdfs) => {
      for (const kind of DOCUMENT_KINDS) {
        const first = bodyLines(pagesOf(pdfs[kind])[0]!);
        const body = first.find(({ text }) => /今年以来|5月计划|依据/.test(packed(text)))!;
        const titles = first.filter(({ size }) => Math.abs(size / body.size - 22 / 16) < 0.02);
        expect([kind, titles.length > 0]).toEqual([kind, true]);
        for (const { left, right } of titles) expect(Math.abs((left + right) / 2 - 106)).toBeLessThan(1);
        const numbers = first.filter(({ text }) => /〔/.test(text)).map(({ text }) => packed(text));
        for (const number of numbers) expect(number).toMatch(/^\p{Script=Han}*〔2026〕[1-9]\d*号$/u);
      }
    },
  );

  onPaper(
    "pages are numbered — n — at the outer edge, the dash 7 mm below the text; a letter's first page is not",
    (pdfs) => {
      for (const kind of DOCUMENT_KINDS)
        for (const [at, page] of pagesOf(pdfs[kind]).entries()) {
          const numbers = page.lines.filter(({ text }) => NUMBER.test(text));
          const none = at === 0 && LETTERS.includes(kind);
          expect([kind, numbers.map(({ text }) => text)]).toEqual([kind, none ? [] : [`— ${at + 1} —`]]);
          for (const { left, right, top, bottom } of numbers) {
            expect(Math.abs((top + bottom) / 2 - TEXT.bottom - 7)).toBeLessThan(1);
            const inset = at % 2 === 0 ? TEXT.right - right : left - TEXT.left;
            expect(Math.abs(inset - 4.94)).toBeLessThan(0.6);
          }
        }
    },
  );

  onPaper("a table's head stands on every page of it, and no row is torn", (pdfs) => {
    const TABLES: readonly (readonly [kind: DocumentKind, row: RegExp, head: RegExp, from: string, to: string])[] = [
      ["督办函", /W-2026-0/, /序号编号事项应办目前情况/, "滨河路改造工程高压", "线路迁改"],
      ["观摩结果", /P-0\d\d/, /名次项目编号项目名称责任单位属地得分评分表/, "市城市建设投资", "集团有限公司"],
      ["交办单", /^\d{1,2}\D.*7月\d+日$/, /序号交办事项牵头单位配合单位完成时限/, "设投资集团有", "限公司"],
      ["通报", /升2位|降1位/, /名次单位得分变化说明/, "入统率本月无对应项", "目,其权重按比例分摊"],
      ["会议纪要", /^\d{1,2}\D.*7月\d+日$/, /序号交办事项牵头单位配合单位完成时限/, "设投资集团有", "限公司"],
    ];
    for (const [kind, row, head, from, to] of TABLES) {
      const pages = pagesOf(pdfs[kind]).map((page) => bodyLines(page).map(({ text }) => packed(text)));
      const withRows = pages.filter((lines) => lines.some((text) => row.test(text)));
      expect([kind, withRows.length > 1]).toEqual([kind, true]);
      for (const lines of withRows) {
        expect([kind, lines.some((text) => head.test(text))]).toEqual([kind, true]);
        const text = lines.join("");
        expect([kind, text.split(from).length]).toEqual([kind, text.split(to).length]);
      }
    }
  });

  onPaper("no heading and no table's name is the last line of a page, and no signature stands alone", (pdfs) => {
    const HEADING = /^(([一二三]、|\([一二三]\)).*|.*(排名|红榜|黑榜|交办事项|所列事项|尚未解决的问题|逐项依据))$/;
    for (const kind of DOCUMENT_KINDS)
      for (const [at, page] of pagesOf(pdfs[kind]).entries()) {
        const lines = bodyLines(page).map(({ text }) => packed(text));
        expect([kind, at, HEADING.test(lines.at(-1)!)]).toEqual([kind, at, false]);
        expect([kind, at, lines[0] === "甲市重点项目建设办公室" && at > 0]).toEqual([kind, at, false]);
      }
  });

  onPaper("a signature follows a line of text on its page, wherever the last chapter ends", async () => {
    const circular = (lines: number) => ({
      ...sample("通报", true),
      段落: [],
      章: [chapterFields("一、尾", { paragraphs: Array.from({ length: lines }, (_, at) => `第${at + 1}项工作。`) })],
      ...{ 排名: [], 红榜: [], 黑榜: [], 注: [], 办公室段落: [], 附件: [] },
    });
    const lengths = Array.from({ length: 6 }, (_, at) => 23 + at);
    const docs = await Promise.all(
      lengths.map((lines) => writeDocument({ kind: "通报", fields: circular(lines) as never })),
    );
    const { room: dir, files: made } = printed(docs);
    const signed = made.map((pdf) => {
      const texts = pagesOf(pdf).map((page) => bodyLines(page).map(({ text }) => packed(text)));
      return texts.findLast((lines) => lines.includes("甲市重点项目建设办公室"))!;
    });
    cleared(dir);
    const alone = signed.filter((lines) => !lines.some((text) => text.endsWith("项工作。")));
    expect(alone).toEqual([]);
  });

  onPaper(
    "a circular has one red rule as wide as the text; a letter's first page two double ones of 170 mm",
    (pdfs) => {
      const circular = redRules(pdfs.通报);
      expect(circular.map(({ width }) => Math.round(width))).toEqual([156]);
      for (const kind of LETTERS) {
        const rules = redRules(pdfs[kind]);
        expect(rules.map(({ width }) => Math.round(width))).toEqual([170, 170, 170, 170]);
        const [thick, thin, thinBelow, thickBelow] = rules.map(({ height }) => height);
        expect([thick! > 2 * thin!, thickBelow! > 2 * thinBelow!]).toEqual([true, true]);
        expect(Math.abs(297 - (rules[3]!.top + rules[3]!.height) - 20)).toBeLessThan(1);
      }
    },
  );

  onPaper("a letter's number ends at the text's right edge, and a date stands four characters from it", (pdfs) => {
    for (const kind of LETTERS) {
      const number = bodyLines(pagesOf(pdfs[kind])[0]!).find(({ text }) => /〔/.test(text))!;
      expect(Math.abs(number.right - TEXT.right)).toBeLessThan(1);
      const all = pagesOf(pdfs[kind]).flatMap(bodyLines);
      const date = all.find(({ text }) => packed(text) === "2026年7月10日")!;
      expect(Math.abs(TEXT.right - date.right - 4 * 5.57)).toBeLessThan(1);
      const name = all.filter(({ text }) => packed(text) === "甲市重点项目建设办公室").at(-1)!;
      expect(Math.abs((name.left + name.right) / 2 - (date.left + date.right) / 2)).toBeLessThan(3);
    }
  });
});
