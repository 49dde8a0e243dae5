/**
 * node test/pictures/mails.ts: the beginnings of four letters of the demo's morning at phone width, as headless Chromium shows them, into docs/images. To be looked at
 * whenever words or layout change. Needs Chromium (Debian: chromium).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import PostalMime from "postal-mime";

const ROOT = join(import.meta.dirname, "../..");
const PHONE = { width: 390, height: 844 };
/** A page of ours has no room for a whole letter: its beginning. */
const SHOWN_HEIGHT = 1320;

/** Who is shown as what; the demo's people are always the same. */
const SHOWN: Readonly<Record<string, string>> = {
  "zheng.yuyuan@duban.example": "clerk",
  "dong.yukang@duban.example": "head",
  "leader4@duban.example": "leader",
  "feng.guojian@duban.example": "admin",
};

const folder = mkdtempSync(join(tmpdir(), "duban-pictures-"));
const demo = spawnSync(process.execPath, [join(ROOT, "functions/cli.ts"), "demo"], { cwd: folder, stdio: "inherit" });
if (demo.status !== 0) throw new Error(`the demo ended with ${demo.status}`);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: PHONE });
const outbox = join(folder, "demo-output/outbox");
for (const name of readdirSync(outbox).filter((one) => one.endsWith(".eml"))) {
  const mail = await PostalMime.parse(readFileSync(join(outbox, name)));
  const as = SHOWN[mail.to?.[0]?.address ?? ""];
  if (as === undefined) continue;
  await page.setContent(mail.html!);
  const [width, height] = (await page.evaluate(
    "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]",
  )) as [number, number];
  const clip = { x: 0, y: 0, width: PHONE.width, height: Math.min(height, SHOWN_HEIGHT) };
  await page.screenshot({ path: join(ROOT, `docs/images/mail-${as}.png`), fullPage: true, clip });
  process.stdout.write(`${as}: ${mail.subject}, ${height} px high${width > PHONE.width ? `, ${width} px wide` : ""}\n`);
}
await browser.close();
rmSync(folder, { recursive: true });
