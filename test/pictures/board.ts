/**
 * node test/pictures/board.ts: the wall chart of the demo city, its September ranking confirmed, at phone and desk width, on the office's wall, a sheet of the
 * poster, and a page printed in black and white, into docs/images. To be looked at whenever words or layout change. Needs Chromium and poppler-utils.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { boardOf } from "../../lib/jobs/board.ts";
import { look } from "../../lib/jobs/look.ts";
import { boardPage } from "../../lib/views/board/page.ts";
import { posterPage } from "../../lib/views/board/poster/poster.ts";
import { ALL_PROJECTS } from "../../lib/views/board/query.ts";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "duban-pictures-"));
const registry = join(folder, "台账.xlsx");
const settings = { DUBAN_NOW: `${DEMO_AS_OF}T07:30` };

function duban(...args: readonly string[]): string {
  const env = { ...process.env, ...settings, DUBAN_REGISTRY: registry };
  const ran = spawnSync(process.execPath, [join(ROOT, "functions/cli.ts"), ...args], { env, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`duban ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  return ran.stdout;
}

/** The pages as files: page, wall, poster. */
async function pages(): Promise<Readonly<Record<"page" | "wall" | "poster", string>>> {
  copyFileSync(join(ROOT, "sheets-templates/demo.xlsx"), registry);
  duban("run", "monthly");
  duban("confirm", "M-2026-09", "--by", "冯国建");
  const { outside, close } = await wire(readConfig(settings, registry), { store: "look" });
  const input = await look(outside, { asOf: DEMO_AS_OF, period: null, knownAt: null });
  const board = boardOf(input, { person: null, until: null });
  await close();
  const file = (name: string, html: string): string => {
    writeFileSync(join(folder, `${name}.html`), html);
    return join(folder, `${name}.html`);
  };
  const page = (wall: boolean): string => boardPage(board, { mode: "file", query: ALL_PROJECTS, wall }).html;
  return {
    page: file("page", page(false)),
    wall: file("wall", page(true)),
    poster: file("poster", posterPage(board, "a4").html),
  };
}

const imageOf = (name: string): string => join(ROOT, `docs/images/board-${name}.png`);

async function shot(
  browser: Browser,
  name: string,
  file: string,
  options: BrowserContextOptions,
  first?: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await first?.(page);
  await page.screenshot({ path: imageOf(name) });
  await context.close();
}

/** A page of a printed file as a picture. */
async function print(
  browser: Browser,
  name: string,
  file: string,
  page: number,
  options: readonly string[],
): Promise<void> {
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(file).href);
  const pdf = `${file}.pdf`;
  await tab.pdf({ path: pdf, preferCSSPageSize: true });
  await tab.close();
  const at = String(page);
  const out = join(folder, name);
  const ran = spawnSync("pdftoppm", ["-png", "-singlefile", ...options, "-f", at, "-l", at, pdf, out]);
  if (ran.status !== 0) throw new Error(`pdftoppm: ${ran.stderr}`);
  renameSync(`${out}.png`, imageOf(name));
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const { page, wall, poster } = await pages();
  await shot(browser, "desktop", page, { viewport: { width: 1440, height: 900 } }, (tab) =>
    tab.evaluate("document.querySelector('#projects').scrollIntoView()"),
  );
  await shot(browser, "phone", page, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }, (tab) =>
    tab.evaluate("document.querySelector('.project').scrollIntoView()"),
  );
  await shot(browser, "wall", wall, { viewport: { width: 1920, height: 1080 } }, (tab) =>
    tab.keyboard.press("ArrowRight"),
  );
  await print(browser, "a0-tile", poster, 7, ["-r", "110"]);
  await print(browser, "print-bw", page, 2, ["-r", "85", "-gray"]);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
