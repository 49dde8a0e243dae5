import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Board } from "../../lib/views/board/board.ts";
import { isolated } from "../../lib/views/board/isolated.ts";
import { boardPage } from "../../lib/views/board/page.ts";
import { POSTER_PAPERS } from "../../lib/views/board/poster/paper.ts";
import { posterPage } from "../../lib/views/board/poster/poster.ts";
import { ALL_PROJECTS } from "../../lib/views/board/query.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { oneBrowser, watch } from "../fakes/browser.ts";
import { boardOfRows, htmlFile } from "../fakes/city-board.ts";
import { milestone, project, smallOffice } from "../fakes/small-office.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const browser = oneBrowser();
const ASOF = "2026-06-12";

/** What people, or worse, may type where a name is asked for. Each would set `hit` if it ran. */
const NAMES: readonly string[] = [
  "<script>hit=1</script>",
  '"><img src=x onerror="hit=1">',
  "' onmouseover='hit=1' x='",
  "</style><script>hit=1</script>",
  "</title></svg></text><iframe srcdoc='<script>parent.hit=1</script>'>",
  "]]><svg onload=hit=1><!--",
  "--><script src=//evil.example/x.js></script>",
  "javascript:hit=1",
  "https://evil.example/?a=1&b=2",
  "url(//evil.example/a.png);background:red",
  "\u202e倒着写\u202c123",
  "מגדל 12 מגורים",
  "مشروع الطريق 34",
  "﷽﷽﷽﷽﷽﷽",
  "零\u200b宽\u200d名\ufeff字",
  "空\u0000\u0007\u001b[31m字",
  "长".repeat(5000),
  "W".repeat(3000),
  "👨‍👩‍👧‍👦🏗️🇨🇳工程",
  `z${"\u0301\u0327".repeat(300)}`,
  "{{hit=1}}<%hit=1%>",
  "&lt;script&gt;hit=1&lt;/script&gt;&#60;b&#62;",
];

const numbered = (at: number): string => `P-${String(at + 1).padStart(3, "0")}`;

/** A project for each name, which also names its milestone, its leader, its problem and its evidence. */
function hostileRows(): TemplateRows {
  const office = smallOffice();
  const issue = (name: string, at: number): TemplateRow => ({
    ...{ code: `W-${at + 1}`, project: numbered(at), category: "其他", description: name, raisedBy: name },
    ...{ reportedOn: { date: "2026-05-01" }, assignedOn: { date: "2026-05-02" }, responsibleUnit: "甲县" },
  });
  return {
    ...office,
    projects: NAMES.map((name, at) =>
      project(numbered(at), "甲县", { name, sponsor: name, location: name, remark: name }),
    ),
    milestones: NAMES.flatMap((name, at) => [
      milestone(numbered(at), 10, "2026-05-20", { name, evidence: name, remark: name }),
      milestone(numbered(at), 20, "2026-09-20", { name: `${name}二`, predecessors: "10", duration: 5 }),
    ]),
    issues: NAMES.map(issue),
    monthlyReports: [],
  };
}

const hostileBoard = (): Promise<Board> => boardOfRows(hostileRows(), ASOF);

const pagesOf = (board: Board): readonly (readonly [name: string, html: string])[] => [
  ["page", boardPage(board, { mode: "file", query: ALL_PROJECTS, wall: false }).html],
  ["wall", boardPage(board, { mode: "file", query: ALL_PROJECTS, wall: true }).html],
  ...POSTER_PAPERS.map((paper) => [`poster ${paper}`, posterPage(board, paper).html] as const),
];

describe("the board with hostile names", () => {
  testWith(CHROMIUM, "chromium", "runs none of them, asks for nothing, and shows every project", async () => {
    const board = await hostileBoard();
    expect(board.projects.length).toBe(NAMES.length);
    for (const [name, html] of pagesOf(board)) {
      const page = await (await browser()).newPage();
      const seen = watch(page);
      await page.goto(pathToFileURL(htmlFile(html)).href);
      await openAll(page);
      const hit = await page.evaluate(
        "[typeof hit, document.querySelectorAll('iframe, img, object, embed, base, link, [onload], [onerror], [onmouseover]').length, document.scripts.length]",
      );
      expect([name, hit, seen]).toEqual([
        name,
        ["undefined", 0, name.startsWith("poster") ? 0 : 1],
        { requests: [], dialogs: [], errors: [] },
      ]);
      const text = (await page.textContent("body"))!;
      for (const at of NAMES.keys()) expect(text).toContain(numbered(at));
      await page.close();
    }
  });

  testWith(CHROMIUM, "chromium", "is no wider than a phone, and no link leads out", async () => {
    const [, html] = pagesOf(await hostileBoard())[0]!;
    const page = await (await browser()).newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(pathToFileURL(htmlFile(html)).href);
    await openAll(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    const links = (await page.evaluate(
      "[...document.querySelectorAll('[href]')].map((a) => a.getAttribute('href'))",
    )) as string[];
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !/^[#?]/.test(link))).toEqual([]);
    await page.close();
  });

  testWith(CHROMIUM, "chromium", "names from right to left turn nothing beside them, not even each other", async () => {
    const office = smallOffice();
    const board = await boardOfRows(
      {
        ...office,
        projects: [project("P-001", "עירייה", { name: "מגדל 12", sponsor: "משה" })],
        milestones: [milestone("P-001", 20, "2026-05-20", { name: "מגדל 7" })],
        monthlyReports: [],
        units: [...office.units!, { name: "עירייה", group: "市直", ranked: "是" }],
        people: [...office.people!, { name: "משה", unit: "重点办", roles: "包联领导", email: "m@jia.example" }],
      },
      ASOF,
    );
    const page = await (await browser()).newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(pathToFileURL(htmlFile(pagesOf(board)[0]![1])).href);
    const order = async (selector: string, ...words: readonly string[]): Promise<readonly number[]> =>
      (await page.evaluate(`(${placesOfWords})(${JSON.stringify(selector)}, ${JSON.stringify(words)})`)) as number[];
    const line = await order("#p-P-001 .mt", "P-001", "甲县", "עירייה", "משה");
    expect(line).toEqual(line.toSorted((a, b) => a - b));
    const next = await order("#p-P-001 .nw", "מגדל", "7", "逾期", "23");
    expect(next).toEqual(next.toSorted((a, b) => a - b));
    await page.close();
  });

  it("its policy allows the page's own style and script and nothing else", async () => {
    const board = await hostileBoard();
    const policies = [
      boardPage(board, { mode: "served", query: ALL_PROJECTS, wall: false }).policy,
      ...POSTER_PAPERS.map((paper) => posterPage(board, paper).policy),
    ];
    for (const policy of policies) {
      const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0]!, rule.split(" ").slice(1)]));
      expect(rules.get("default-src")).toEqual(["'none'"]);
      expect(rules.get("base-uri")).toEqual(["'none'"]);
      expect(rules.get("frame-ancestors")).toEqual(["'none'"]);
      for (const name of ["style-src", "script-src"])
        for (const source of rules.get(name)!) expect(source).toMatch(/^'(sha256-[A-Za-z0-9+/]{43}=|none)'$/);
      const named = ["default-src", "style-src", "script-src", "base-uri", "form-action", "frame-ancestors"];
      expect([...rules.keys()].filter((name) => !named.includes(name))).toEqual([]);
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
    }
  });

  it("sets apart each stretch from right to left, and nothing else", () => {
    expect(isolated("滨河路 12").markup).toBe("滨河路 12");
    expect(isolated("מגדל מגורים 12 · 6月18日").markup).toBe("<bdi>מגדל מגורים</bdi> 12 · 6月18日");
    expect(isolated("<b>מגדל</b>").markup).toBe("&lt;b&gt;<bdi>מגדל</bdi>&lt;/b&gt;");
  });
});

/** Opens every project, and waits until its page is there; the wall has none. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
  await page.waitForFunction("document.querySelector('html:not(.wall) .project > details > noscript') === null");
}

/** In the browser: where each word stands on the screen, by its left edge. */
const placesOfWords = `(selector, words) => {
  const element = document.querySelector(selector);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walker.nextNode()) {
    for (const word of words) {
      const at = walker.currentNode.data.indexOf(word);
      if (at < 0 || found.has(word)) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + word.length);
      found.set(word, range.getBoundingClientRect().left);
    }
  }
  return words.map((word) => found.get(word));
}`;
