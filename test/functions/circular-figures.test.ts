import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, demoOffice } from "./circular-office.ts";
import { type Figure, recomputed, type Sources, sheetSources } from "./circular-reckoner.ts";

type Part = string | { readonly given: string } | Figure;

interface Json {
  readonly paragraphs: readonly { readonly id: string; readonly text: string; readonly figures: readonly Figure[] }[];
  readonly tables: readonly { readonly rows: readonly (readonly (readonly Part[])[])[] }[];
  readonly result: { readonly id: string };
  readonly lines: readonly { readonly text: string }[];
}

const isFigure = (part: Part): part is Figure => typeof part === "object" && "shown" in part;
const figuresIn = ({ paragraphs, tables }: Json): readonly Figure[] => [
  ...paragraphs.flatMap(({ figures }) => figures),
  ...tables.flatMap(({ rows }) => rows.flat().flatMap((parts) => parts.filter(isFigure))),
];

/** Drawn for a month and for a quarter; each test looks at both. */
const drawn: { readonly json: Json; readonly sources: Sources }[] = [];
const dir = mkdtempSync(join(tmpdir(), "duban-circular-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

beforeAll(async () => {
  const office = demoOffice(dir);
  for (const month of ["07", "08", "09"]) {
    await office.run("run", "monthly", "--period", `2026-${month}`);
    await office.run("confirm", `M-2026-${month}`, "--by", ADMIN);
  }
  await office.run("run", "quarterly", "--period", "2026Q3");
  await office.run("confirm", "Q-2026Q3", "--by", ADMIN);
  const drafts = (await office.run("drafts", "--json")).json() as unknown as readonly { id: string; body: unknown }[];
  const blocks = Object.fromEntries(drafts.map(({ id, body }) => [id, body]));
  const sources = await sheetSources(office.file("台账.xlsx"), blocks);
  for (const period of ["2026-09", "2026Q3"]) {
    const ran = await office.run("circular", "--period", period, "--dry-run", "--json");
    drawn.push({ json: ran.json() as unknown as Json, sources });
  }
}, 300_000);

describe("every number of a circular", () => {
  test("is the one its block rows and cells give when they are reckoned again", () => {
    for (const { json, sources } of drawn) {
      const figures = figuresIn(json);
      expect(figures.length).toBeGreaterThan(150);
      const wrong = figures
        .map((figure) => ({ shown: figure.shown, again: recomputed(figure, sources) }))
        .filter(({ shown, again }) => shown !== again);
      expect(wrong).toEqual([]);
    }
  });

  test("stands in a figure with its way back, or is a name, a day, a period or a number of a rule", () => {
    const given =
      /\d{4}年|第[一二三四]季度|\d+—?\d*月|\d+日|[A-Z]+-[\w/-]+|注\d+：|1 亿元以上|连续 2 个月|满 15 个工作日|，\d+ 个月）/g;
    for (const { json } of drawn)
      for (const { id, text, figures } of json.paragraphs) {
        if (/\/note-/.test(id)) continue;
        const rest = figures.reduce((left, { shown }) => left.replace(shown, "·"), text.replace(given, ""));
        expect(rest, id).not.toMatch(/\d/);
      }
  });

  test("of the ranking tables is the block's, unit by unit", () => {
    for (const { json, sources } of drawn) {
      const block = sources.blocks[json.result.id] as {
        rows: readonly { unit: string; rank: number | null; total: number }[];
      };
      const listed = json.tables.flatMap(({ rows }) => rows).map((row) => row.map((parts) => parts.map(text).join("")));
      for (const { unit, rank, total } of block.rows.filter((row) => row.rank !== null))
        expect(
          listed.some((row) => row[0] === String(rank) && row[1] === unit && row.includes((total / 100).toFixed(2))),
        ).toBe(true);
    }
  });
});

describe("the circular of the demo city", () => {
  test.each([
    [0, "demo-month"],
    [1, "demo-quarter"],
  ])("reads as it was looked at and found right (%#)", async (index, name) => {
    const { json } = drawn[index]!;
    const tables = json.tables.map(({ rows }) =>
      rows.map((row) => row.map((parts) => parts.map(text).join("")).join(" | ")),
    );
    const words = [...json.lines.map((line) => line.text), "", ...tables.flatMap((rows) => [...rows, ""])].join("\n");
    await expect(words).toMatchFileSnapshot(`../golden/circular/${name}.txt`);
  });
});

const text = (part: Part): string => (typeof part === "string" ? part : isFigure(part) ? part.shown : part.given);
