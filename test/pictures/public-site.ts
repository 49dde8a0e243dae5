/**
 * node test/pictures/public-site.ts: the first page and the list of the demo city's public site on a desk, September's ranking on a phone, into docs/images. To
 * be looked at whenever words or layout change. Needs Chromium.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import { CHROMIUM } from "../require-tool.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "duban-pictures-"));
const site = join(folder, "public");

function duban(...args: readonly string[]): void {
  const env = { ...process.env, DUBAN_NOW: `${DEMO_AS_OF}T07:30`, DUBAN_REGISTRY: join(folder, "台账.xlsx") };
  const ran = spawnSync(process.execPath, [join(ROOT, "functions/cli.ts"), ...args], { env, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`duban ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
}

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
const SHOTS = [
  ["public-site", "index.html", DESK],
  ["public-site-list", "projects/index.html", DESK],
  ["public-site-phone", "rankings/2026-09.html", PHONE],
] as const;

try {
  copyFileSync(join(ROOT, "sheets-templates/demo.xlsx"), join(folder, "台账.xlsx"));
  duban("run", "monthly");
  duban("confirm", "M-2026-09", "--by", "冯国建");
  duban("publish", site);
  const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ["--no-sandbox"] });
  for (const [name, path, viewport] of SHOTS) {
    const page = await (await browser.newContext({ viewport, javaScriptEnabled: false })).newPage();
    await page.goto(pathToFileURL(join(site, path)).href);
    await page.screenshot({ path: join(ROOT, `docs/images/${name}.png`) });
  }
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
