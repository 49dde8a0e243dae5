import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Board } from "../../../lib/views/board/board.ts";
import { boardPage } from "../../../lib/views/board/page.ts";
import { ALL_PROJECTS } from "../../../lib/views/board/query.ts";
import { oneBrowser } from "../../fakes/browser.ts";
import { demoBoard } from "../../fakes/city-board.ts";
import { folderOfFile, pageSizes, pageTexts, pictureOf, printed } from "../../fakes/pdf.ts";
import { CHROMIUM, POPPLER, testWith } from "../../require-tool.ts";

const browser = oneBrowser();
const TOOLS = CHROMIUM === null ? null : POPPLER;
const NAME = "chromium with poppler-utils";
const squeezed = (text: string): string => text.replace(/\s/g, "");

describe("the page in print", () => {
  testWith(TOOLS, NAME, "is A3 across with the title, the day and the page's number on every page", async () => {
    const pdf = await print();
    const texts = pageTexts(pdf);
    expect(new Set(pageSizes(pdf))).toEqual(new Set(["420×297"]));
    expect(texts.length).toBeGreaterThan(5);
    texts.forEach((text, at) => {
      expect(text).toContain("重点项目挂图作战");
      expect(text).toContain("截至2026年10月19日");
      expect(text).toContain(`第${at + 1}页，共${texts.length}页`);
    });
  });

  testWith(
    TOOLS,
    NAME,
    "every project stands on one page with its name and its figures, selectable, under the months",
    async () => {
      const { projects } = await demoOnce();
      const texts = pageTexts(await print());
      for (const { verdict, unit } of projects) {
        const { code, name } = verdict.project;
        const page = texts.find((text) => text.includes(squeezed(name)) && text.includes(code));
        expect(page, code).toBeDefined();
        expect(page).toContain("1月2月3月4月5月6月7月8月9月10月11月12月");
        expect(page).toContain(squeezed(unit));
      }
    },
  );

  testWith(TOOLS, NAME, "leaves out what is there to be clicked, and prints no words in white", async () => {
    const pdf = await print();
    const text = pageTexts(pdf).join("");
    for (const gone of ["跳到项目", "筛选", "清除", "回到全部"]) expect(text).not.toContain(gone);
    const heading = pictureOf(pdf, 1, 8, { x: 10, y: 14, width: 80, height: 10 });
    let dark = 0;
    for (let y = 0; y < heading.height; y++) for (let x = 0; x < heading.width; x++) if (heading.at(x, y) < 80) dark++;
    expect(dark / (heading.width * heading.height)).toBeGreaterThan(0.03);
  });
});

const folder = folderOfFile();
let board: Promise<Board> | null = null;
const demoOnce = (): Promise<Board> => (board ??= demoBoard());
let pdf: Promise<string> | null = null;
const print = (): Promise<string> => (pdf ??= printedOnce());

async function printedOnce(): Promise<string> {
  const file = join(folder, "挂图.html");
  writeFileSync(file, boardPage(await demoOnce(), { mode: "file", query: ALL_PROJECTS, wall: false }).html);
  return printed(await browser(), file);
}
