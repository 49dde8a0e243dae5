import { existsSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { oneBrowser, watch } from "../fakes/browser.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, smallOffice } from "../fakes/small-office.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const browser = oneBrowser();
const NOW = "2026-06-12T08:00";

async function opened() {
  const dir = folder();
  const settings = office(dir, NOW);
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  return { dir, settings };
}

describe("duban chart", () => {
  it("makes one file named after the day, in the folder it is called from, and leaves registry and store as they were", async () => {
    const { dir, settings } = await opened();
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    const store = `${settings.DUBAN_REGISTRY}.duban.sqlite`;
    const before = [settings.DUBAN_REGISTRY, store].map((file) => readFileSync(file));
    const names = readdirSync(dir);
    const made = await duban(["chart"], settings, dir);
    expect([made.code, made.out]).toEqual([0, expect.stringContaining("2 个项目，截至 2026-06-12")]);
    expect([settings.DUBAN_REGISTRY, store].map((file) => readFileSync(file))).toEqual(before);
    expect(readdirSync(dir).filter((name) => !names.includes(name))).toEqual(["挂图-2026-06-12.html"]);
    const page = readFileSync(join(dir, "挂图-2026-06-12.html"), "utf8");
    expect(page).toContain("P-001工程");
    expect(page).toContain('data-mode="file"');
  });

  it("the same data and clock make the same bytes, page and posters alike", async () => {
    const { dir, settings } = await opened();
    for (const more of [[], ["--poster", "a0"], ["--poster", "A4"]]) {
      const [one, other] = [join(dir, "one.html"), join(dir, "other.html")];
      expect((await duban(["chart", "--out", one, ...more], settings)).code).toBe(0);
      expect((await duban(["chart", "--out", other, ...more], settings)).code).toBe(0);
      expect(readFileSync(other).equals(readFileSync(one))).toBe(true);
    }
  });

  it("takes the place of an earlier chart, and of nothing else: exit 2", async () => {
    const { dir, settings } = await opened();
    const out = join(dir, "挂图.html");
    expect((await duban(["chart", "--out", out], settings)).code).toBe(0);
    expect((await duban(["chart", "--out", out, "--poster", "a3"], settings)).code).toBe(0);
    expect(readFileSync(out, "utf8")).toContain('data-mode="poster"');
    const [other, link, hard] = ["说明.html", "链接.html", "硬链接.html"].map((name) => join(dir, name));
    writeFileSync(other!, "<!DOCTYPE html>\n<html><body>别的网页</body></html>");
    symlinkSync(settings.DUBAN_REGISTRY, link!);
    linkSync(settings.DUBAN_REGISTRY, hard!);
    const registry = readFileSync(settings.DUBAN_REGISTRY);
    for (const file of [other!, link!, hard!]) {
      const ran = await duban(["chart", "--out", file], settings);
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("已经存在，不是挂图，不会覆盖")]);
    }
    expect(readFileSync(other!, "utf8")).toContain("别的网页");
    expect(readFileSync(settings.DUBAN_REGISTRY).equals(registry)).toBe(true);
    expect(readdirSync(dir).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("refuses what is no page, no paper, no folder, or what it cannot keep: exit 2, and writes nothing", async () => {
    const { dir, settings } = await opened();
    const refused = async (args: readonly string[], words: string) => {
      const ran = await duban(["chart", ...args], settings, dir);
      expect([ran.code, ran.out, ran.err]).toEqual([2, "", expect.stringContaining(words)]);
    };
    await refused(["--out", settings.DUBAN_REGISTRY], "不是 .html 文件名");
    await refused(["--out", `${settings.DUBAN_REGISTRY}.duban.sqlite`], "不是 .html 文件名");
    await refused(["--out", join(dir, "没有", "挂图.html")], "ENOENT");
    await refused(["--poster", "b5"], "--poster “b5” 不是 a0、a3 或 a4");
    await refused(["--dry-run"], "chart 不能与 --dry-run 同用");
    await refused(["--known-at", "2026-06-13"], "--known-at 不能晚于今天");
    expect(readdirSync(dir)).toEqual(["台账.xlsx"]);
  });

  it("shows a past day as it was known then", async () => {
    const { dir, settings } = await opened();
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    const rows = smallOffice();
    const done = milestone("P-001", 20, "2026-05-20", { actual: { date: "2026-06-15" } });
    await writeRegistry(settings.DUBAN_REGISTRY, {
      ...rows,
      milestones: [rows.milestones![0]!, done, rows.milestones![2]!],
    });
    const later = { ...settings, DUBAN_NOW: "2026-06-16T08:00" };
    const pageOf = async (...more: string[]): Promise<string> => {
      const out = join(dir, `${more.length}.html`);
      expect((await duban(["chart", "--out", out, ...more], later)).code).toBe(0);
      return readFileSync(out, "utf8");
    };
    expect(await pageOf("--as-of", "2026-06-12", "--known-at", "2026-06-12")).toContain("逾期 23 天");
    expect(await pageOf()).not.toContain("逾期 23 天");
  });

  it("tells machines where it is and what is in it", async () => {
    const { dir, settings } = await opened();
    const file = join(dir, "图.html");
    const ran = await duban(["chart", "--json", "--out", file, "--poster", "a4"], settings);
    expect(ran.json()).toEqual({
      version: 1,
      file,
      asOf: "2026-06-12",
      projects: 2,
      poster: { paper: "a4", posters: 1, pages: 17 },
    });
    expect(existsSync(file)).toBe(true);
  });

  testWith(
    CHROMIUM,
    "chromium",
    "opened from the disk it asks for nothing, and its script runs under its own policy",
    async () => {
      const { dir, settings } = await opened();
      for (const more of [[], ["--poster", "a4"]]) {
        const file = join(dir, `图${more.length}.html`);
        expect((await duban(["chart", "--out", file, ...more], settings)).code).toBe(0);
        const page = await (await browser()).newPage();
        const seen = watch(page);
        await page.goto(pathToFileURL(file).href);
        expect(await page.textContent("body")).toContain("P-001工程");
        expect(seen).toEqual({ requests: [], dialogs: [], errors: [] });
        expect(await page.evaluate("document.documentElement.classList.contains('scripted')")).toBe(more.length === 0);
        await page.close();
      }
    },
  );
});
