import { describe, expect, it } from "vitest";
import { MOST_PROJECTS } from "../../../lib/views/board/poster/drawing.ts";
import { LEAST_SIZE } from "../../../lib/views/board/poster/lettering.ts";
import { POSTER_PAPERS, TILINGS, tilesOf } from "../../../lib/views/board/poster/paper.ts";
import { posterPage } from "../../../lib/views/board/poster/poster.ts";
import { boardOfRows, crowded, demoBoard } from "../../fakes/city-board.ts";
import { milestone, project, smallOffice } from "../../fakes/small-office.ts";

const codesIn = (html: string): ReadonlySet<string> => new Set(html.match(/Q-\d{4}/g));

describe("the poster", () => {
  it("its tiles cover the drawing without a gap, and go 3 mm beyond each cut", () => {
    for (const paper of ["a3", "a4"] as const) {
      const { columns, rows, net, margin, sheet } = TILINGS[paper];
      const tiles = tilesOf(TILINGS[paper]);
      expect(tiles.length).toBe(columns * rows);
      expect([columns * net.width, rows * net.height]).toEqual([1108, 760]);
      expect([sheet.width - 2 * margin.x, sheet.height - 2 * margin.y]).toEqual([net.width, net.height]);
      expect(Math.min(margin.x, margin.y)).toBe(10);
      const second = tiles.find(({ row, column }) => row === 2 && column === 3)!;
      expect(second.shown).toEqual({
        x: 2 * net.width - 3,
        y: net.height - 3,
        width: net.width + 6,
        height: net.height + 6,
      });
    }
  });

  it("no letter is smaller than 7 points, however many projects there are", async () => {
    const board = await boardOfRows(smallOffice(), "2026-06-12");
    for (const projects of [3, 217, MOST_PROJECTS]) {
      const { html } = posterPage(crowded(board, projects), "a0");
      const letters = [...html.matchAll(/<text [^>]*font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
      const used = [...html.matchAll(/<use href="#lamp-[a-z]+" transform="[^"]*scale\(([\d.]+)\)"/g)];
      const inMarks = used.map(([, scale]) => Number(scale) * 0.84);
      expect(Math.min(...letters.filter((size) => size !== 0.84), ...inMarks)).toBeGreaterThanOrEqual(
        LEAST_SIZE - 0.01,
      );
    }
  });

  it("500 projects stand on one A0 sheet; more than it holds are spread evenly over several, each with its number, none lost", async () => {
    const board = await boardOfRows(smallOffice(), "2026-06-12");
    expect(MOST_PROJECTS).toBeGreaterThanOrEqual(500);
    const one = posterPage(crowded(board, MOST_PROJECTS), "a4");
    expect([one.posters, one.pages, codesIn(one.html).size]).toEqual([1, 17, MOST_PROJECTS]);
    expect(one.html).not.toContain("第 1 张，共");
    const three = posterPage(crowded(board, 2 * MOST_PROJECTS + 1), "a4");
    expect([three.posters, three.pages, codesIn(three.html).size]).toEqual([3, 49, 2 * MOST_PROJECTS + 1]);
    expect(three.html).toContain("项目较多，共 3 张 A0");
    expect(three.html).toContain("第 3 张，共 3 张");
  });

  it("an office without projects gets an empty chart, not a failure", async () => {
    const board = await boardOfRows({ ...smallOffice(), milestones: [] }, "2026-06-12");
    for (const paper of POSTER_PAPERS) expect(posterPage({ ...board, projects: [] }, paper).posters).toBe(1);
  });

  it("a project's row says its light, its figures, the milestone that matters most, and draws its chain", async () => {
    const rows = smallOffice();
    const board = await boardOfRows(
      { ...rows, milestones: [...rows.milestones!, milestone("P-001", 30, "2026-11-20")] },
      "2026-06-12",
    );
    const { html } = posterPage(board, "a0");
    expect(html).toContain(">P-001工程</text>");
    expect(html).toContain(">逾期 23 天 第20步</text>");
    expect(html).toContain(">9月30日 第10步</text>");
    const marks = [...html.matchAll(/<use href="#([a-z-]+)"/g)].map(([, name]) => name);
    const count = (name: string): number => marks.filter((one) => one === name).length;
    expect([count("step-done"), count("step-open")]).toEqual([1 + 1, 2 + 1]);
    expect(html).toMatch(/<path class="late" d="M[\d. ]+H[\d.]+"\/>/);
  });

  it("says the same of the same board, byte for byte, and holds no script, no address and no style attribute", async () => {
    const board = await demoBoard();
    for (const paper of POSTER_PAPERS) {
      const { html, policy } = posterPage(board, paper);
      expect(posterPage(board, paper).html).toBe(html);
      expect(html).not.toMatch(/<script|\sstyle=|\son[a-z]+=|https?:|url\(/);
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'none';/);
    }
  });

  it("rows of one county stand together, in the order of the overview", async () => {
    const rows = smallOffice();
    const units = [...rows.units!, { name: "乙县", group: "县区", ranked: "是" }];
    const projects = [
      project("P-001", "乙县", { county: "乙县" }),
      project("P-002", "甲县"),
      project("P-003", "乙县", { county: "乙县" }),
    ];
    const board = await boardOfRows({ ...rows, units, projects, milestones: [] }, "2026-06-12");
    const order = posterPage(board, "a0").html.match(/P-00\d(?=<)/g);
    expect(order).toEqual(["P-002", "P-001", "P-003"]);
  });
});
