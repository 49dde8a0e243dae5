import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll } from "vitest";
import type { Box } from "../../lib/views/board/poster/paper.ts";

const MOST_OUTPUT = 2 ** 28;

function answered(program: string, args: readonly string[]): Buffer {
  const ran = spawnSync(program, args, { maxBuffer: MOST_OUTPUT });
  if (ran.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${ran.stderr}`);
  return ran.stdout;
}

/** A folder for all tests of a file: what takes a browser seconds is printed once. */
export function folderOfFile(): string {
  const dir = mkdtempSync(join(tmpdir(), "duban-print-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A file of HTML as the browser prints it, backgrounds left out as by default; the PDF lies beside it. */
export async function printed(browser: Browser, html: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(html).href);
  const file = html.replace(/\.html$/, ".pdf");
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false });
  await page.close();
  return file;
}

/** Sizes of all pages in whole millimetres: 297×210. */
export function pageSizes(pdf: string): readonly string[] {
  const text = answered("pdfinfo", ["-l", "9999", pdf]).toString("utf8");
  const mm = (points: string): number => Math.round((Number(points) / 72) * 25.4);
  return [...text.matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g)].map(
    ([, width, height]) => `${mm(width!)}×${mm(height!)}`,
  );
}

/** The text of each page as it can be selected, in the order it is drawn, without blanks and breaks. */
export const pageTexts = (pdf: string): readonly string[] =>
  answered("pdftotext", ["-raw", pdf, "-"])
    .toString("utf8")
    .split("\f")
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ""));

/** A page in shades of grey, 0 black to 255 white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => number;
}

/** `perMm`: pixels per millimetre; `part` in mm, left out: the whole page. Pages count from 1. */
export function pictureOf(pdf: string, page: number, perMm: number, part?: Box): Picture {
  const out = join(dirname(pdf), `page-${page}`);
  const at = String(page);
  const pixels = (mm: number): string => String(Math.round(mm * perMm));
  const cut =
    part === undefined
      ? []
      : ["-x", "-y", "-W", "-H"].flatMap((name, index) => [
          name,
          pixels([part.x, part.y, part.width, part.height][index]!),
        ]);
  answered("pdftoppm", ["-gray", "-singlefile", "-r", String(perMm * 25.4), "-f", at, "-l", at, ...cut, pdf, out]);
  return pgm(readFileSync(`${out}.pgm`));
}

/** The raw form of PGM: P5, width, height, 255, bytes. */
function pgm(bytes: Buffer): Picture {
  const [whole, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", 0, 100))!;
  const [w, h] = [Number(width), Number(height)];
  return { width: w, height: h, at: (x, y) => bytes[whole.length + y * w + x]! };
}
