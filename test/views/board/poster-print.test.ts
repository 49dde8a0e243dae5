import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { LIGHTS } from "../../../lib/domain/light.ts";
import type { Board } from "../../../lib/views/board/board.ts";
import {
  BORDER,
  DRAWING,
  type PosterPaper,
  TILINGS,
  type Tile,
  type Tiling,
  tilesOf,
} from "../../../lib/views/board/poster/paper.ts";
import { posterPage } from "../../../lib/views/board/poster/poster.ts";
import { lightWord } from "../../../lib/views/notice-lines.ts";
import { oneBrowser } from "../../fakes/browser.ts";
import { demoBoard } from "../../fakes/city-board.ts";
import { folderOfFile, type Picture, pageSizes, pageTexts, pictureOf, printed } from "../../fakes/pdf.ts";
import { CHROMIUM, POPPLER, testWith } from "../../require-tool.ts";

const browser = oneBrowser();
const TOOLS = CHROMIUM === null ? null : POPPLER;
const NAME = "chromium with poppler-utils";
const squeezed = (text: string): string => text.replace(/\s/g, "");

const folder = folderOfFile();

/** Made once for all tests of the file. */
let demo: Promise<Board> | null = null;
const demoOnce = (): Promise<Board> => (demo ??= demoBoard());
const made = new Map<PosterPaper, Promise<string>>();

async function print(paper: PosterPaper): Promise<string> {
  const html = join(folder, `${paper}.html`);
  writeFileSync(html, posterPage(await demoOnce(), paper).html);
  return printed(await browser(), html);
}

function poster(paper: PosterPaper): Promise<string> {
  const found = made.get(paper) ?? print(paper);
  made.set(paper, found);
  return found;
}

describe("the poster in print", () => {
  testWith(
    TOOLS,
    NAME,
    "every page has the size of its paper, and there are as many as sheets and a plan",
    async () => {
      expect(pageSizes(await poster("a4"))).toEqual(Array.from({ length: 17 }, () => "297×210"));
      expect(pageSizes(await poster("a3"))).toEqual(Array.from({ length: 9 }, () => "297×420"));
      expect(pageSizes(await poster("a0"))).toEqual(["1189×841"]);
    },
  );

  testWith(TOOLS, NAME, "its text can be selected: title, day, every project with its name and unit", async () => {
    const board = await demoOnce();
    const [text] = pageTexts(await poster("a0"));
    expect(text).toContain("重点项目挂图作战");
    expect(text).toContain(`截至2026年10月19日`);
    const told = ({ verdict: { project } }: Board["projects"][number]): boolean =>
      text!.includes(squeezed(`${project.code}${project.name}`));
    expect(board.projects.length).toBe(217);
    expect(board.projects.filter((one) => !told(one)).map(({ verdict }) => verdict.key)).toEqual([]);
  });

  testWith(TOOLS, NAME, "each tile says where it belongs, and all projects are found on the tiles", async () => {
    const board = await demoOnce();
    const [plan, ...tiles] = pageTexts(await poster("a4"));
    expect(plan).toContain("拼图说明：A4纸4行×4列，拼成一张A0");
    expect(plan).toContain("标尺100毫米");
    tilesOf(TILINGS.a4).forEach(({ row, column }, at) => {
      expect(tiles[at]).toContain(`第${row}行第${column}列，共4×4`);
      expect(tiles[at]).toContain("重点项目挂图作战截至2026年10月19日");
    });
    const missing = board.projects.filter(({ verdict }) => !tiles.some((text) => text.includes(verdict.key)));
    expect(missing).toEqual([]);
  });

  testWith(
    TOOLS,
    NAME,
    "crop marks stand at the corners of the cut, clear of the drawing, and no ink lies where printers print none",
    async () => {
      for (const paper of ["a3", "a4"] as const) {
        const pdf = await poster(paper);
        const { sheet, margin } = TILINGS[paper];
        const perMm = 10;
        const middle = 1 + Math.ceil((TILINGS[paper].rows * TILINGS[paper].columns) / 2);
        const page = pictureOf(pdf, middle, perMm);
        const dark = (x: number, y: number): boolean => darkest(page, x * perMm - 2, y * perMm - 2, 4, 4) < 100;
        const [right, bottom] = [sheet.width - margin.x, sheet.height - margin.y];
        for (const x of [margin.x, right]) {
          expect([dark(x, 5.5), dark(x, sheet.height - 5.5)]).toEqual([true, true]);
          expect([dark(x - 1.5, 5.5), dark(x + 1.5, 5.5)]).toEqual([false, false]);
        }
        for (const y of [margin.y, bottom]) expect([dark(5.5, y), dark(sheet.width - 5.5, y)]).toEqual([true, true]);
        const rim = 4 * perMm;
        expect(darkest(page, 0, 0, page.width, rim)).toBe(255);
        expect(darkest(page, 0, page.height - rim, page.width, rim)).toBe(255);
        expect(darkest(page, 0, 0, rim, page.height)).toBe(255);
        expect(darkest(page, page.width - rim, 0, rim, page.height)).toBe(255);
      }
    },
  );

  testWith(
    TOOLS,
    NAME,
    "the tiles, cut at their marks and put together, are the drawing of the whole sheet",
    async () => {
      const perMm = 2;
      const whole = pictureOf(await poster("a0"), 1, perMm);
      for (const paper of ["a3", "a4"] as const) {
        const tiling = TILINGS[paper];
        const pdf = await poster(paper);
        const apart = tilesOf(tiling).map((tile, at) => {
          const page = pictureOf(pdf, at + 2, perMm);
          return difference(whole, page, tiling, tile, perMm);
        });
        // Of 255 shades, letters at the edges of pixels. A tile put a millimetre off differs by more than 10.
        expect(Math.max(...apart)).toBeLessThan(2.5);
      }
    },
  );

  testWith(TOOLS, NAME, "in black and white no two lights look alike, and each has its word as text", async () => {
    const board = await demoOnce();
    const pdf = await poster("a0");
    const text = pageTexts(pdf)[0]!;
    for (const light of ["red", "yellow", "blue", "grey", "green", "exempt"] as const)
      expect(text.split(lightWord(light)).length - 1).toBeGreaterThan(board.total.lights[light] ?? 0);
    const page = pictureOf(pdf, 1, 10, LEGEND);
    const marks = legendMarks(posterPage(board, "a0").html).map(({ x, y }) => patch(page, x, y));
    expect(marks.length).toBe(LIGHTS.length + 3);
    expect(closest(marks)).toBeGreaterThan(12);
    expect(closest(marks.slice(0, 5).map(stripOf))).toBeGreaterThan(40);
  });
});

function darkest(page: Picture, left: number, top: number, width: number, height: number): number {
  let least = 255;
  for (let y = Math.round(top); y < top + height; y++)
    for (let x = Math.round(left); x < left + width; x++) least = Math.min(least, page.at(x, y));
  return least;
}

/** Mean difference of shades between a tile inside its cut and the same part of the whole. */
function difference(
  whole: Picture,
  page: Picture,
  { net, margin }: Tiling,
  { row, column }: Tile,
  perMm: number,
): number {
  const left = (BORDER.x + (column - 1) * net.width) * perMm;
  const top = (BORDER.y + (row - 1) * net.height) * perMm;
  let sum = 0;
  for (let y = 0; y < net.height * perMm; y++)
    for (let x = 0; x < net.width * perMm; x++)
      sum += Math.abs(whole.at(left + x, top + y) - page.at(margin.x * perMm + x, margin.y * perMm + y));
  return sum / (net.width * net.height * perMm * perMm);
}

const LEGEND = { x: BORDER.x, y: BORDER.y + DRAWING.height - 10, width: DRAWING.width, height: 12 };

/** Where the marks of the legend stand on the whole sheet, in mm. */
const legendMarks = (html: string): readonly { readonly x: number; readonly y: number }[] =>
  [...html.matchAll(/<use href="#[a-z-]+" transform="translate\(([\d.]+) ([\d.]+)\) scale\(4\.4\)"/g)].map(
    ([, x, y]) => ({ x: BORDER.x + Number(x), y: BORDER.y + Number(y) }),
  );

/** The shades of a mark, 8 × 4.4 mm. */
function patch(page: Picture, x: number, y: number): readonly number[] {
  const [left, top] = [Math.round((x - LEGEND.x) * 10), Math.round((y - LEGEND.y) * 10)];
  return Array.from({ length: 78 * 44 }, (_, at) => page.at(left + (at % 78), top + Math.floor(at / 78)));
}

/** Of red, yellow, blue, grey, green the pattern alone, as a copier shows it: black or white. */
const stripOf = (mark: readonly number[]): readonly number[] =>
  mark.filter((_, at) => at % 78 < 28).map((shade) => (shade < 150 ? 0 : 255));

const meanDifference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, shade, at) => sum + Math.abs(shade - b[at]!), 0) / a.length;

const closest = (marks: readonly (readonly number[])[]): number =>
  Math.min(...marks.flatMap((one, at) => marks.slice(at + 1).map((other) => meanDifference(one, other))));
