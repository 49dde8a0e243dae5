import { monthOf } from "../../domain/dates.ts";
import { quarterDays } from "../../domain/meeting-pack/quarter-days.ts";
import type { MinutesBlock } from "../../domain/minutes/blocks.ts";
import { quarterOf } from "../../domain/office-calendar.ts";
import type { PackPaper } from "../../views/packs/paper.ts";
import { draftCircular, drawCircular } from "../circular-draft.ts";
import { mechanismLines, mechanismPack } from "../mechanism-pack.ts";
import { draftMinutes, proposeMinutes } from "../minutes.ts";
import { draftPack, PACK_PAPERS, type Pack, paperOf, proposePack } from "../pack-draft.ts";
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

/** 季调度: what is put before the meeting, its minutes, what it hands out, and the rows of 任务 that follow. */
export async function quarterMeeting(desk: Desk): Promise<readonly Act[]> {
  const quarter = quarterDays(quarterOf(monthOf(desk.day)))!;
  return meeting(desk, quarterPack(await desk.look(), { quarter, meetingDay: desk.day }));
}

/** 工作例会 of every mechanism that has something open. */
export async function mechanismMeetings(desk: Desk): Promise<readonly Act[]> {
  const input = await desk.look();
  const acts: Act[] = [];
  for (const { name } of mechanismLines(input))
    acts.push(...(await meeting(desk, mechanismPack(input, { mechanism: name, meetingDay: desk.day }))));
  return acts;
}

async function meeting(desk: Desk, pack: Pack): Promise<readonly Act[]> {
  const input = await desk.look();
  const paper = paperOf(pack);
  const name = pack.kind === "quarter" ? pack.quarter.period : pack.mechanism;
  const acts: Act[] = [];
  for (const part of PACK_PAPERS) {
    if (part !== "材料" && paper.items.length === 0) continue;
    const { id } = await draftPack(proposePack(input, pack, paper, part), desk.outside);
    acts.push(actOn(desk, "drafted", id, part, { meeting: pack.kind, name, items: paper.items.length }));
  }
  return paper.items.length === 0 ? acts : [...acts, ...(await tasksOf(desk, name, paper))];
}

/** The minutes as their file is read: title, opening and the table of what was agreed. */
const blocksOf = ({ minutesTitle, opening, items }: PackPaper): readonly MinutesBlock[] => [
  { kind: "paragraph", text: minutesTitle },
  { kind: "paragraph", text: opening },
  {
    kind: "table",
    rows: [
      ["序号", "交办事项", "牵头单位", "配合单位", "时限"],
      ...items.map(({ number, content, lead, cooperating, due }) => [
        ...[String(number), content, lead],
        ...[cooperating.join("、"), due],
      ]),
    ],
  },
];

async function tasksOf(desk: Desk, name: string, paper: PackPaper): Promise<readonly Act[]> {
  const { outside, day } = desk;
  const request = { blocks: blocksOf(paper), file: `${name}会议纪要-${day}.docx`, asOf: day, today: day };
  const proposed = await proposeMinutes(request, outside);
  if (proposed.rows.length === 0) return [];
  const { id } = await draftMinutes(proposed.proposal, outside);
  return [actOn(desk, "drafted", id, "任务", { name, rows: proposed.rows.length })];
}
