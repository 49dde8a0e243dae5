import { monthOf, type PlainDate } from "../../domain/dates.ts";
import { quarterDays } from "../../domain/meeting-pack/quarter-days.ts";
import { quarterOf } from "../../domain/office-calendar.ts";
import { addWorkingDays } from "../../domain/working-days.ts";
import type { PackPaper } from "../../views/packs/paper.ts";
import { minutesBlocks, minutesFile } from "../../views/rehearsal/desk-words.ts";
import { draftCircular, drawCircular } from "../circular-draft.ts";
import { mechanismLines, mechanismPack } from "../mechanism-pack.ts";
import { draftMinutes, proposeMinutes } from "../minutes.ts";
import { draftPack, type Pack, type PackPart, paperOf, proposePack } from "../pack-draft.ts";
import { quarterPack } from "../quarter-pack.ts";
import { type Act, actOn, type Desk } from "./desk.ts";

const CIRCULATED = ["ranking", "quarter", "year"];

/** 讲评 and 通报: of each result that was published and has none yet. */
export async function circulars(desk: Desk): Promise<readonly Act[]> {
  const { outside, day } = desk;
  const drafts = await outside.store.drafts();
  const published = drafts.filter(({ kind, state }) => CIRCULATED.includes(kind) && state === "confirmed");
  const acts: Act[] = [];
  for (const { period } of published) {
    if (drafts.some((one) => one.kind === "document" && one.period === `通报 ${period}`)) continue;
    const request = { period, asOf: day, edited: null, preview: false, paragraphsIn: async () => [] };
    const drawn = await drawCircular(request, outside);
    if (drawn.result === null) continue;
    const { id } = await draftCircular(drawn, outside);
    acts.push(actOn(desk, "drafted", id, "通报", { period }));
  }
  return acts;
}

/** A meeting's papers are drawn so many working days before it, so that they are read when it begins. */
export const PAPERS_AHEAD = 3;

const meetingAhead = ({ calendar, day }: Desk): PlainDate => addWorkingDays(calendar, day, PAPERS_AHEAD).day;

/** 季调度: what is put before the meeting. */
export async function quarterPapers(desk: Desk): Promise<readonly Act[]> {
  return [await material(desk, await packOfQuarter(desk, meetingAhead(desk)))];
}

/** On the day of 季调度: its minutes, what it hands out, and the rows of 任务 that follow. */
export const quarterMeeting = async (desk: Desk): Promise<readonly Act[]> =>
  meeting(desk, await packOfQuarter(desk, desk.day));

async function packOfQuarter(desk: Desk, meetingDay: PlainDate): Promise<Pack> {
  const quarter = quarterDays(quarterOf(monthOf(desk.day)))!;
  return quarterPack(await desk.look(), { quarter, meetingDay });
}

/** 工作例会 of every mechanism that has something open: its papers, then the meeting. */
export async function mechanismPapers(desk: Desk): Promise<readonly Act[]> {
  const acts: Act[] = [];
  for (const pack of await packsOfMechanisms(desk, meetingAhead(desk))) acts.push(await material(desk, pack));
  return acts;
}

export async function mechanismMeetings(desk: Desk): Promise<readonly Act[]> {
  const acts: Act[] = [];
  for (const pack of await packsOfMechanisms(desk, desk.day)) acts.push(...(await meeting(desk, pack)));
  return acts;
}

async function packsOfMechanisms(desk: Desk, meetingDay: PlainDate): Promise<readonly Pack[]> {
  const input = await desk.look();
  return mechanismLines(input).map(({ name }) => mechanismPack(input, { mechanism: name, meetingDay }));
}

const material = (desk: Desk, pack: Pack): Promise<Act> => drafted(desk, pack, paperOf(pack), "材料");

async function drafted(desk: Desk, pack: Pack, paper: PackPaper, part: PackPart): Promise<Act> {
  const { id } = await draftPack(proposePack(await desk.look(), pack, paper, part), desk.outside);
  return actOn(desk, "drafted", id, part, { meeting: pack.kind, name: nameOf(pack), items: paper.items.length });
}

const nameOf = (pack: Pack): string => (pack.kind === "quarter" ? pack.quarter.period : pack.mechanism);

/** A meeting that agreed on nothing has no minutes. */
async function meeting(desk: Desk, pack: Pack): Promise<readonly Act[]> {
  const paper = paperOf(pack);
  if (paper.items.length === 0) return [];
  const minutes = await drafted(desk, pack, paper, "纪要");
  const handedOut = await drafted(desk, pack, paper, "交办单");
  return [minutes, handedOut, ...(await tasksOf(desk, nameOf(pack), paper))];
}

async function tasksOf(desk: Desk, name: string, paper: PackPaper): Promise<readonly Act[]> {
  const { outside, day } = desk;
  const request = { blocks: minutesBlocks(paper), file: minutesFile(name, day), asOf: day, today: day };
  const proposed = await proposeMinutes(request, outside);
  if (proposed.rows.length === 0) return [];
  const { id } = await draftMinutes(proposed.proposal, outside);
  return [actOn(desk, "drafted", id, "任务", { name, rows: proposed.rows.length })];
}
