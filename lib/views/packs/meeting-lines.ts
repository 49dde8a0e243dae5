import { fullDayWords } from "../document-words.ts";
import { oneLine } from "../one-line.ts";
import { itemLine, matterWords } from "./matter-words.ts";
import type { PackGround } from "./pack-facts.ts";
import type { AgendaLine, ItemLine } from "./paper.ts";

export const agendaLines = (pack: PackGround): readonly AgendaLine[] =>
  pack.agenda.items.map(({ matter, unit, minutes }) => ({
    text: matterWords(pack, matter),
    unit: oneLine(unit, 30),
    minutes,
  }));

/** 共 12 项，约 86 分钟。 Who wants another order changes it: it is a proposal. */
export function agendaNotes({ agenda }: PackGround): readonly string[] {
  const { items, written, minutes } = agenda;
  if (items.length === 0) return ["没有需要会议研究的事项，建议不开会，以书面材料代替。"];
  const rest = written.length === 0 ? "" : `另有 ${written.length} 项书面汇报，不逐项研究。`;
  return [`共 ${items.length} 项，建议 ${minutes} 分钟；先研究只有本次会议能够决定的事项。${rest}`];
}

export const itemLines = (pack: PackGround): readonly ItemLine[] =>
  pack.assignments.map((assignment) => itemLine(pack, assignment));

export const openingLine = ({ meetingDay }: PackGround, meeting: string): string =>
  `${fullDayWords(meetingDay)}召开${meeting}。`;

/** What stands above the items: nothing that the meeting has not said yet. */
export function minutesLines({ assignments, assignmentRule: { name, from } }: PackGround): readonly string[] {
  if (assignments.length === 0) return ["会前没有建议交办的事项。"];
  return [
    `以下事项、单位和时限均为会前建议（时限按会议日后的工作日推算，规则：${name}，${from} 起），以会议议定的为准。`,
  ];
}
