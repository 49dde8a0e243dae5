import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WRITER } from "../../require-tool.ts";

/** A line of text on a page; places in millimetres from the page's upper left corner. */
export interface PrintedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Height of the type in points. */
  readonly size: number;
}

export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PrintedLine[];
}

const MM = 25.4 / 72;

/** Papers printed by LibreOffice in one go, in the order given: the file of each. The room is the caller's to remove. */
export function printed(papers: readonly Uint8Array[]): { readonly room: string; readonly files: readonly string[] } {
  const room = mkdtempSync(join(tmpdir(), "duban-printed-"));
  const names = papers.map((paper, at) => {
    writeFileSync(join(room, `${at}.docx`), paper);
    return join(room, `${at}.docx`);
  });
  convert(room, "pdf", names);
  return { room, files: names.map((name) => name.replace(/docx$/, "pdf")) };
}

export function convert(room: string, filter: string, files: readonly string[], outdir = room): void {
  const options = ["--headless", `-env:UserInstallation=file://${room}/profile`, "--convert-to", filter];
  execFileSync(WRITER!, [...options, "--outdir", outdir, ...files], { stdio: "ignore" });
}

const attribute = (tag: string, name: string): number => Number(new RegExp(`\\b${name}="([\\d.]+)"`).exec(tag)![1]);

/** Words of one height are one line, whatever cells they stand in. */
export function pagesOf(pdf: string): readonly PrintedPage[] {
  const html = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 2 ** 26 });
  return html
    .split("<page ")
    .slice(1)
    .map((page) => {
      const words = [...page.matchAll(/<word [^>]*>([^<]*)<\/word>/g)].map(([tag, text]) => wordOf(tag, text!));
      return {
        width: attribute(page, "width") * MM,
        height: attribute(page, "height") * MM,
        lines: linesOf(words),
      };
    });
}

const wordOf = (tag: string, text: string): PrintedLine => ({
  text: text.normalize("NFKC"),
  left: attribute(tag, "xMin") * MM,
  right: attribute(tag, "xMax") * MM,
  top: attribute(tag, "yMin") * MM,
  bottom: attribute(tag, "yMax") * MM,
  size: attribute(tag, "yMax") - attribute(tag, "yMin"),
});

function linesOf(words: readonly PrintedLine[]): readonly PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (const word of words.toSorted((a, b) => a.bottom - b.bottom || a.left - b.left)) {
    const last = lines.at(-1);
    if (last === undefined || word.bottom - last.bottom > 1.5) lines.push(word);
    else lines[lines.length - 1] = joined(last, word);
  }
  return lines;
}

const joined = (one: PrintedLine, other: PrintedLine): PrintedLine => {
  const [first, second] = one.left <= other.left ? [one, other] : [other, one];
  return {
    text: `${first.text} ${second.text}`,
    left: first.left,
    right: Math.max(one.right, other.right),
    top: Math.min(one.top, other.top),
    bottom: Math.max(one.bottom, other.bottom),
    size: Math.max(one.size, other.size),
  };
};

/** A red rule across a page: millimetres from the upper edge, and its width and height. */
export interface RedRule {
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const DPI = 200;
const perMm = DPI / 25.4;

/** Red rules of at least 100 mm on the first page, from above. */
export function redRules(pdf: string): readonly RedRule[] {
  const ppm = execFileSync("pdftoppm", ["-r", String(DPI), "-f", "1", "-l", "1", pdf], { maxBuffer: 2 ** 28 });
  const [, width, height] = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString("latin1"))!.map(Number);
  const start = ppm.length - width! * height! * 3;
  const rows = Array.from({ length: height! }, (_, y) => redPixels(ppm, start + y * width! * 3, width!) / perMm);
  const rules: RedRule[] = [];
  rows.forEach((wide, y) => {
    if (wide < 100) return;
    const last = rules.at(-1);
    if (last !== undefined && Math.abs(y / perMm - (last.top + last.height)) < 1 / perMm / 2)
      rules[rules.length - 1] = { ...last, width: Math.max(last.width, wide), height: last.height + 1 / perMm };
    else rules.push({ top: y / perMm, width: wide, height: 1 / perMm });
  });
  return rules;
}

function redPixels(ppm: Buffer, at: number, width: number): number {
  let red = 0;
  for (let x = 0; x < width; x++) {
    const pixel = at + x * 3;
    if (ppm[pixel]! > 180 && ppm[pixel + 1]! < 150 && ppm[pixel + 2]! < 150) red++;
  }
  return red;
}

export const cleared = (room: string): void => rmSync(room, { recursive: true, force: true });
