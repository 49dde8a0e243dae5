import { dayAt } from "../../domain/office-calendar.ts";
import { changeNote, saidValue } from "../change-words.ts";
import { type Html, html } from "../html.ts";
import { monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { shortDayWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { BoardChange, BoardProject } from "./board.ts";
import { lightMark } from "./marks.ts";

/** Lights at the months' ends. */
export function monthsLine({ months, verdict }: BoardProject, { asOf }: Axis): Html {
  if (months.length === 0) return html``;
  const items = months.map(
    ({ month, light }) => html`<li>${monthWords(month, asOf)}末 ${light === "none" ? "无" : lightMark(light)}</li>`,
  );
  const note = verdict.backfilled ? html`<p class="nt">首次运行前的月份按现有数据回填。</p>` : "";
  return html`<h4>各月灯色</h4><ol class="months">${items}</ol>${note}`;
}

/** The last changes, newest first, as 系统-变更 shows them. */
export function changesList({ changes }: BoardProject, { asOf }: Axis): Html {
  if (changes.length === 0) return html``;
  return html`<h4>近期变更</h4><ul class="chg">${changes.map((one) => html`<li>${changeWords(one, asOf)}</li>`)}</ul>`;
}

function changeWords({ change, column, question }: BoardChange, asOf: string): string {
  const { firstSeen, key, before, after } = change;
  const where = `「${column.tab}」${oneLine(key, 40)}${column.header === "" ? "" : ` ${column.header}`}`;
  const said =
    column.header === "" ? "" : `：${saidValue(before, column.kind, asOf)} → ${saidValue(after, column.kind, asOf)}`;
  return `${shortDayWords(dayAt(firstSeen), asOf)} ${where}${said}（${changeNote(change, question, column.kind, asOf)}）`;
}
