import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { boardOf } from "../../../lib/jobs/board.ts";
import type { Published } from "../../../lib/jobs/job.ts";
import { boardPage, type PageOptions } from "../../../lib/views/board/page.ts";
import { ALL_PROJECTS, type BoardQuery } from "../../../lib/views/board/query.ts";
import type { TemplateRows } from "../../../sheets-templates/registry-sheets.ts";
import { AS_OF, boardCity } from "../../fakes/board-city.ts";
import { ALL, boardFor, boardInput } from "../../fakes/board-input.ts";

const GOLDEN = join(import.meta.dirname, "../../golden/board");
const SERVED: PageOptions = { mode: "served", query: ALL_PROJECTS, wall: false };

const pageOf = (rows: TemplateRows, options = SERVED): string => boardPage(boardFor(rows, AS_OF), options).html;
const asking = (query: Partial<BoardQuery>): PageOptions => ({ ...SERVED, query: { ...ALL_PROJECTS, ...query } });
/** What people read, without style and script. */
const bodyOf = (html: string): string => html.slice(html.indexOf("<body>"), html.lastIndexOf("<script>"));
const shownIn = (html: string): readonly string[] =>
  [...html.matchAll(/<article class="project" id="p-([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !tag.endsWith(" hidden>"))
    .map(([, code]) => code!);

const RANKED: Published = {
  ...{
    kind: "ranking",
    period: "2026-04",
    id: "M-2026-04",
    digest: "",
    differences: "",
    at: "2026-06-12T00:00:00.000Z",
  },
  body: JSON.stringify({
    ...{
      kind: "ranking",
      version: 1,
      period: "2026-04",
      ties: "competition",
      indicators: [],
      notes: ["序时依据：有效月份。"],
    },
    groups: [{ group: "县区+园区", ranked: 2, small: true }],
    rows: [
      { group: "县区+园区", rank: 1, unit: "乙区", total: 9120, change: 1, tied: false },
      { group: "县区+园区", rank: 2, unit: "甲县", total: 8835, change: -1, tied: false },
    ],
  }),
};

describe("the board's page", () => {
  it("is the same as the golden page", async () => {
    const board = boardOf(boardInput(boardCity(), AS_OF, { published: [RANKED] }), ALL);
    await expect(bodyOf(boardPage(board, SERVED).html)).toMatchFileSnapshot(join(GOLDEN, "small.html"));
  });

  it("a county by the name of a line of sums is a county all the same", () => {
    const board = boardOf(boardInput(boardCity(), AS_OF), ALL);
    const [first, ...rest] = board.counties;
    const { html } = boardPage({ ...board, counties: [{ ...first!, name: "全部" }, ...rest] }, SERVED);
    expect(html.match(/<tr class="all">/g)).toHaveLength(2);
    expect(html).toContain(`<a href="?county=${encodeURIComponent("全部")}#projects">全部</a>`);
  });

  it("rows in another order make the same page, byte for byte", () => {
    const city = boardCity();
    const turned = Object.fromEntries(
      Object.entries(city).map(([tab, rows]) => [tab, tab === "units" ? rows : rows!.toReversed()]),
    );
    expect(pageOf(turned)).toBe(pageOf(city));
  });

  it("says what day it is of, what is not counted, and that there is no ranking yet", () => {
    const html = pageOf(boardCity());
    expect(html).toContain("截至 2026年6月12日</b>（依据 6月12日 8:00 的表格）");
    expect(html).toContain("尚无已确认的排名。");
    expect(html).not.toContain("仅显示与");
  });

  it("says whose money is in none of the sums, so that they can be held against 系统-汇总", () => {
    expect(pageOf(boardCity())).toContain("投资合计未计入：豁免期内 1 个（系统-汇总按清单上全部在建项目计）。");
  });

  it("asks nobody for anything: no address but its own places, no style or handler in any element", () => {
    const body = bodyOf(pageOf(boardCity()));
    const addresses = [...body.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, address]) => address!);
    expect(addresses.filter((address) => !/^[#?]/.test(address))).toEqual([]);
    expect(body).not.toMatch(/ (style|on[a-z]+)=/);
    expect(body).not.toMatch(/<(link|img|iframe|object|embed|base)\b/);
  });

  it("the policy names exactly the style and the script it carries", () => {
    const { html, policy } = boardPage(boardFor(boardCity(), AS_OF), SERVED);
    const hash = (open: string, close: string): string => {
      const text = html.slice(html.indexOf(open) + open.length, html.indexOf(close, html.indexOf(open)));
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    const own = `style-src ${hash("<style>", "</style>")}; script-src ${hash("<script>", "</script>")}`;
    const said = `default-src 'none'; ${own}; base-uri 'none'; form-action 'self'`;
    expect(policy).toBe(`${said}; frame-ancestors 'none'`);
    expect(html).toContain(`content="${said.replaceAll("'", "&#39;")}"`);
  });

  it("a file without scripts says that it cannot filter, and shows every project", () => {
    const html = pageOf(boardCity(), { ...asking({ county: "甲县" }), mode: "file" });
    expect(shownIn(html)).toEqual(ORDER);
    expect(html).toContain("<noscript>");
  });
});

/** By light: red, yellow, green, exempt. */
const ORDER = ["P-001", "P-004", "P-002", "P-003"];

describe("what is asked of the board", () => {
  it.each([
    ["nothing: all, worst first", {}, ORDER],
    ["a county", { county: "甲县" }, ["P-001"]],
    ["a unit", { unit: "市水务局" }, ["P-002"]],
    ["a leader", { leader: "钱市长" }, ["P-002"]],
    ["a category", { category: "民生" }, ["P-003"]],
    ["a light", { light: "免" }, ["P-003"]],
    ["words in any order and in full width", { q: "改造 Ｐ-００１" }, ["P-001"]],
    ["what nobody has", { county: "丁区" }, []],
    ["an order by number", { sort: "code" }, ["P-001", "P-002", "P-003", "P-004"]],
    ["an order by days overdue", { sort: "overdue" }, ["P-001", "P-004", "P-002", "P-003"]],
    ["an order by the annual plan", { sort: "investment" }, ["P-002", "P-001", "P-003", "P-004"]],
  ] as const)("%s", (_what, query, codes) => {
    expect(shownIn(pageOf(boardCity(), asking(query)))).toEqual(codes);
  });

  it("stands in the form again", () => {
    const html = pageOf(boardCity(), asking({ county: "乙区", q: "水厂" }));
    expect(html).toContain('<option value="乙区" selected>');
    expect(html).toContain('name="q" value="水厂"');
    expect(html).toContain('<p id="count" role="status">显示 1 个项目，共 4 个</p>');
  });
});

describe("the page of one person", () => {
  const scope = { person: { unit: "重点办", name: "周市长" }, until: "2026-06-26" };
  const html = boardPage(boardFor(boardCity(), AS_OF, scope), SERVED).html;

  it("says whose it is and until when", () => {
    expect(html).toContain("仅显示与周市长（重点办）有关的 1 个项目，链接有效至6月26日（周五）。");
  });

  it("who sees all, as on the office's wall, is not told that something is left out", () => {
    const admin = { person: { unit: "重点办", name: "孙管" }, until: "2026-06-26" };
    const { html: all } = boardPage(boardFor(boardCity(), AS_OF, admin), SERVED);
    expect(all).toContain("孙管（重点办）可查看全部 4 个项目，链接有效至6月26日（周五）。");
    expect(all).not.toContain("仅显示与");
  });

  it("holds nothing of others: no number, no name, no unit, no sum", () => {
    const others = ["P-002", "P-003", "P-004", "城东水厂", "职教园区", "湿地公园", "W-2", "W-3", "市水务局", "乙区"];
    expect(others.filter((word) => html.includes(word))).toEqual([]);
    expect(html).toContain("年度计划 1.2 亿元");
  });
});

describe("hostile text", () => {
  const EVIL = '"><img src=x onerror=alert(1)><script>alert(1)</script><!--';
  const RTL = "\u202e倒着写";

  it("from any cell of the board stands as text", () => {
    const city = boardCity();
    const evil = (row: object, fields: readonly string[]) => ({
      ...row,
      ...Object.fromEntries(fields.map((f) => [f, EVIL])),
    });
    const body = bodyOf(
      pageOf({
        ...city,
        projects: city.projects!.map((row, at) => (at === 0 ? (evil(row, ["name"]) as typeof row) : row)),
        milestones: city.milestones!.map((row) => evil(row, ["name"]) as typeof row),
        issues: city.issues!.map((row) => evil(row, ["description"]) as typeof row),
      }),
    );
    expect(body).not.toMatch(/<(img|script)/);
    expect(body.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThan(5);
  });

  it("turns no line round, and a name of any length is clipped", () => {
    const city = boardCity();
    const [first, ...rest] = city.projects!;
    const body = bodyOf(pageOf({ ...city, projects: [{ ...first!, name: RTL + "长".repeat(190) }, ...rest] }));
    expect(body).not.toContain("\u202e");
    expect(body).not.toContain("长".repeat(101));
    expect(body).toContain(`<h3>倒着写${"长".repeat(46)}…</h3>`);
  });

  it("in a number cannot leave its attribute", () => {
    const city = boardCity();
    const [first, ...rest] = city.projects!;
    const body = bodyOf(
      pageOf({
        ...city,
        milestones: [],
        issues: [],
        monthlyReports: [],
        projects: [{ ...first!, code: 'P"onload=x' }, ...rest],
      }),
    );
    expect(body).not.toMatch(/id="p-[^"]*"onload/i);
  });
});
