/**
 * node test/pictures/assessment.ts: the demo city's September circular and third-quarter lists on paper, a leader's mail about them and a unit's own
 * calculation on a phone, into docs/images. To be looked at whenever words or layout change. Needs Chromium, LibreOffice and poppler-utils.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import PostalMime, { type Email } from "postal-mime";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";

const ROOT = join(import.meta.dirname, "../..");
const PHONE = { width: 390, height: 844 };
/** 包联领导 and 分包市领导 of the demo, and its admin. */
const LEADER = "leader4@duban.example";
const ADMIN = "冯国建";
const folder = mkdtempSync(join(tmpdir(), "duban-pictures-"));
const imageOf = (name: string): string => join(ROOT, `docs/images/assessment-${name}.png`);

function ran(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const one = spawnSync(command, args, { cwd: folder, env: { ...process.env, ...env }, encoding: "utf8" });
  if (one.status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${one.status}: ${one.stderr}`);
}

const SETTINGS = { DUBAN_REGISTRY: join(folder, "台账.xlsx"), DUBAN_NOW: `${DEMO_AS_OF}T07:30` };
/** Nobody has more than one letter a day: September's confirmation alone mails. */
const MAIL = { DUBAN_MAIL: `outbox:${join(folder, "outbox")}`, DUBAN_ALLOWED_DOMAINS: "duban.example" };

const duban = (...args: readonly string[]): void => run(args, {});
const run = (args: readonly string[], more: Readonly<Record<string, string>>): void =>
  ran(process.execPath, [join(ROOT, "functions/cli.ts"), ...args], { ...SETTINGS, ...more });

/** A page of a .docx as LibreOffice lays it out. */
function paper(file: string, page: number, name: string): void {
  ran("soffice", ["--headless", "--convert-to", "pdf", file]);
  const at = String(page);
  const pdf = file.replace(/\.docx$/, ".pdf");
  ran("pdftoppm", ["-png", "-singlefile", "-r", "80", "-f", at, "-l", at, pdf, name]);
  renameSync(join(folder, `${name}.png`), imageOf(name));
}

async function mailsTo(address: string): Promise<readonly Email[]> {
  const outbox = join(folder, "outbox");
  const names = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(outbox, name)))));
  return mails.filter((mail) => mail.to?.[0]?.address === address);
}

async function phone(html: string, name: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: PHONE, deviceScaleFactor: 2 });
    await page.setContent(html);
    const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
    const width = Number(await page.evaluate("document.documentElement.scrollWidth"));
    process.stdout.write(`${name}: ${height} px high${width > PHONE.width ? `, ${width} px wide` : ""}\n`);
    await page.screenshot({ path: imageOf(name), fullPage: true });
  } finally {
    await browser.close();
  }
}

try {
  copyFileSync(join(ROOT, "sheets-templates/demo.xlsx"), join(folder, "台账.xlsx"));
  for (const month of ["07", "08", "09"]) {
    duban("run", "monthly", "--period", `2026-${month}`);
    run(["confirm", `M-2026-${month}`, "--by", ADMIN], month === "09" ? MAIL : {});
  }
  duban("run", "quarterly", "--period", "2026Q3");
  duban("confirm", "Q-2026Q3", "--by", ADMIN);
  duban("circular", "--period", "2026-09", "--out", "通报.docx");
  duban("circular", "--period", "2026Q3", "--out", "季度通报.docx");
  paper("通报.docx", 1, "circular-page1");
  paper("通报.docx", 2, "circular-page2");
  paper("通报.docx", 4, "circular-page4");
  paper("季度通报.docx", 8, "circular-lists");
  duban("explain", "清渡县", "--period", "2026-09", "--docx", "计分说明.docx");
  paper("计分说明.docx", 1, "unit-calculation");
  const mail = (await mailsTo(LEADER)).find(({ subject }) => subject?.includes("排名"));
  if (mail?.html === undefined) throw new Error("no mail about the ranking");
  await phone(mail.html, "leader-phone");
} finally {
  rmSync(folder, { recursive: true });
}
