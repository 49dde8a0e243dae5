import { type Month, monthOf } from "../../domain/dates.ts";
import { textMark } from "../../domain/notice-key.ts";
import type { RawCell, WorkbookSnapshot } from "../../ports/spreadsheet.ts";
import type { NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { type Ballot, giveOutBallots } from "../observation-ballots.ts";
import { collectBallots } from "../observation-collect.ts";
import { isDrawn, observationList } from "../observation-list.ts";
import { draftObservationPaper } from "../observation-paper.ts";
import { draftObservation } from "../observation-result.ts";
import { type Act, actOn, type Desk } from "./desk.ts";

/** The ballots that lie out, by visit: judges fill them in until they are collected. */
export type BallotBox = Map<Month, readonly Ballot[]>;

/** 观摩: the list is drawn and every judge gets a ballot. A month without a theme has no visit. */
export async function ballotsGiven(desk: Desk, box: BallotBox): Promise<readonly Act[]> {
  const visit = monthOf(desk.day);
  const input = await desk.look();
  const list = observationList(input, { visit, count: null, seed: null });
  if (!isDrawn(list) || list.drawn.length === 0) return [];
  const asked = { visit, count: null, seed: null, projects: null, anew: false, secret: `rehearsed ${visit}` };
  const given = await giveOutBallots(input, asked, desk.outside, async () => {});
  if ("refused" in given) return [actOn(desk, "differs", visit, given.refused)];
  box.set(visit, given.ballots);
  return [
    actOn(desk, "visit-listed", visit, "", { projects: list.drawn.length }),
    actOn(desk, "ballots-given", visit, "", { judges: given.ballots.length }),
  ];
}

/** All ballots come in, filled; the rows of 观摩 are drafted. */
export async function ballotsClosed(desk: Desk, box: BallotBox): Promise<readonly Act[]> {
  const visit = monthOf(desk.day);
  const ballots = box.get(visit);
  if (ballots === undefined) return [];
  const files = ballots.map(({ filename, judge, workbook }) => ({ file: filename, workbook: filled(workbook, judge) }));
  const collected = await collectBallots(await desk.look(), files, { visit, close: true }, desk.outside);
  if ("because" in collected || collected.closing === null) return [actOn(desk, "differs", visit, "ballots")];
  box.delete(visit);
  return [actOn(desk, "ballots-closed", visit, collected.closing.draft, { rows: collected.closing.rows })];
}

/** The result of each visit whose rows stand, then, once it is published, the paper that tells of it. */
export async function visitResults(desk: Desk): Promise<readonly Act[]> {
  const drafts = await desk.outside.store.drafts();
  const visits = new Set((desk.city.now().observations ?? []).map(({ visit }) => String(visit)));
  const acts: Act[] = [];
  for (const visit of visits) {
    const results = drafts.filter(({ kind, period }) => kind === "observation" && period === visit);
    const papers = drafts.filter(({ kind, period }) => kind === "document" && period === `观摩结果 ${visit}`);
    if (results.length === 0) acts.push(...(await resultOf(desk, visit)));
    else if (papers.length === 0 && results.some(({ state }) => state === "confirmed"))
      acts.push(...(await paperOf(desk, visit)));
  }
  return acts;
}

async function resultOf(desk: Desk, visit: Month): Promise<readonly Act[]> {
  const drafted = await draftObservation({ visit, today: desk.day }, desk.outside);
  return "because" in drafted ? [] : [actOn(desk, "drafted", drafted.draft.id, "观摩", { visit })];
}

async function paperOf(desk: Desk, visit: Month): Promise<readonly Act[]> {
  const drafted = await draftObservationPaper({ visit, today: desk.day }, desk.outside);
  return drafted === null ? [] : [actOn(desk, "drafted", drafted.id, "观摩结果", { visit })];
}

/** As the judge saves it: points in the last column. */
const filled = ({ title, sheets }: NewWorkbook, judge: string): WorkbookSnapshot => ({
  ...{ name: title, revision: "1", stamp: null, titles: sheets.map((sheet) => sheet.title) },
  sheets: sheets.map((sheet) => filledSheet(sheet, judge)),
});

function filledSheet({ title, preface = [], columns, rows }: NewSheet, judge: string) {
  const voted = rows.map((row) => (row.length > 2 ? [...row.slice(0, -1), pointsOf(`${judge} ${row[1]}`)] : row));
  const all: (readonly RawCell[])[] = [...preface.map((line) => [line]), columns.map(({ header }) => header), ...voted];
  return { title, merges: [], rows: all.map((cells, index) => ({ number: index + 1, cells })) };
}

/** 70 to 97, the same every time. */
const pointsOf = (name: string): number => 70 + (Number.parseInt(textMark(name), 36) % 28);
