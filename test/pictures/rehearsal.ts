/**
 * node test/pictures/rehearsal.ts [REPORT.html]: the report of a small city's rehearsed year on a screen and on a phone, into docs/images. Without a report
 * it rehearses the year first, which takes minutes. To be looked at whenever words or layout change. Needs Chromium.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "../..");
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1200, height: 900 };

const folder = mkdtempSync(join(tmpdir(), "duban-pictures-"));

function rehearsed(): string {
  const args = [join(ROOT, "functions/cli.ts"), "rehearse", "--year", "2026", "--city", "town"];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`rehearse ended with ${ran.status}: ${ran.stderr}`);
  return join(folder, "rehearsal-output/演练报告.html");
}

async function pictured(report: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  for (const [name, viewport, at] of [
    ["report", DESK, "#faults"],
    ["mechanisms", DESK, "#mechanisms"],
    ["phone", PHONE, "#months"],
  ] as const) {
    const page = await browser.newPage({ viewport, javaScriptEnabled: false });
    await page.goto(`${pathToFileURL(report).href}${name === "report" ? "" : at}`);
    await page.screenshot({ path: join(ROOT, `docs/images/rehearsal-${name}.png`) });
    await page.close();
  }
  await browser.close();
}

try {
  await pictured(process.argv[2] === undefined ? rehearsed() : resolve(process.argv[2]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
