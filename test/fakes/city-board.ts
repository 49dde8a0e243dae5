import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { boardOf } from "../../lib/jobs/board.ts";
import { look } from "../../lib/jobs/look.ts";
import type { Board, BoardProject } from "../../lib/views/board/board.ts";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { folder } from "./cli.ts";
import { writeRegistry } from "./registry-file.ts";

const DEMO = fileURLToPath(new URL("../../sheets-templates/demo.xlsx", import.meta.url));

/** Everybody's board of a workbook on a morning, made by the product's own way. */
export async function boardOfFile(file: string, asOf: PlainDate): Promise<Board> {
  const settings = { DUBAN_NOW: `${asOf}T08:00`, DUBAN_STORE: `sqlite:${file}.none.sqlite` };
  const { outside, close } = await wire(readConfig(settings, file), { store: "look" });
  try {
    return boardOf(await look(outside, { asOf, period: null, knownAt: null }), { person: null, until: null });
  } finally {
    await close();
  }
}

export const demoBoard = (): Promise<Board> => boardOfFile(DEMO, DEMO_AS_OF);

/** The board of rows typed by hand. */
export async function boardOfRows(rows: TemplateRows, asOf: PlainDate): Promise<Board> {
  const file = join(folder(), "台账.xlsx");
  await writeRegistry(file, rows);
  return boardOfFile(file, asOf);
}

/** The same board with so many projects: copies under numbers of their own. */
export function crowded(board: Board, projects: number): Board {
  const copy = (one: BoardProject, at: number): BoardProject => {
    const code = `Q-${String(at + 1).padStart(4, "0")}`;
    return { ...one, verdict: { ...one.verdict, key: code, project: { ...one.verdict.project, code } } };
  };
  const all = Array.from({ length: projects }, (_, at) => copy(board.projects[at % board.projects.length]!, at));
  return { ...board, projects: all };
}

/** A page as a file of the test's own. */
export function htmlFile(html: string): string {
  const file = join(folder(), "挂图.html");
  writeFileSync(file, html);
  return file;
}
