import type { PlainDate } from "../../domain/dates.ts";
import type { ProjectSchedule } from "../../domain/schedule.ts";
import { FORECAST_LIGHT, outlookWords } from "../forecast-words.ts";
import { type Html, html } from "../html.ts";
import { milestoneSentence } from "../milestone-reasons.ts";
import { oneLine } from "../one-line.ts";
import { NO_CASE, shortDayWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { BoardProject, BoardStep } from "./board.ts";
import { lightMark } from "./marks.ts";

/** The chain as a table that reads by itself; on a phone each step is a card whose parts name themselves. End tags that HTML lets go are left out: a city has ten thousand rows. */
export function chainTable({ steps, unit, schedule }: BoardProject, { asOf }: Axis): Html {
  if (steps.length === 0) return html`<p>没有节点。</p>`;
  const planned = schedule?.state === "scheduled";
  const heads = [
    "序号",
    "节点",
    "责任单位",
    "计划",
    "实际",
    ...(planned ? ["最早", "最迟", "时差"] : []),
    "灯",
    "说明",
  ];
  return html`<h4>节点（${steps.length}）</h4>${scheduleWords(schedule, asOf)}<table class="steps${planned ? " net" : ""}"><thead><tr>${heads.map((head) => html`<th scope=col>${head}`)}<tbody>${steps.map((step) => stepRow(step, unit, planned, asOf))}</table><p class="nt">未注明责任单位的，由${oneLine(unit, 30)}负责。</p>`;
}

function stepRow(step: BoardStep, unit: string, planned: boolean, asOf: PlainDate): Html {
  const { verdict } = step;
  const day = (value: PlainDate | null): Html => html`<td>${value === null ? "" : shortDayWords(value, asOf)}`;
  const own = verdict.ownUnit === "" || verdict.ownUnit === unit ? "" : oneLine(verdict.ownUnit, 30);
  return html`<tr${step.schedule?.critical === true ? html` class="cr"` : ""}><td>${verdict.seq}<th scope=row>${oneLine(verdict.milestone.name, 40)}<td>${own}${day(verdict.planned)}${day(verdict.actual)}${planned ? networkCells(step, day) : ""}<td>${stepLight(step)}<td>${stepWords(step, asOf)}`;
}

function networkCells({ schedule }: BoardStep, day: (value: PlainDate | null) => Html): Html {
  if (schedule === null || schedule.done) return html`<td><td><td>`;
  const { earlyFinish, lateFinish, totalFloat } = schedule;
  const float = totalFloat === null ? NO_CASE : String(totalFloat);
  return html`${day(earlyFinish)}${day(lateFinish)}<td>${float}`;
}

function stepLight({ verdict: { done, light } }: BoardStep): Html {
  if (light === "none" || (light === "green" && !done)) return html`${done ? "完成" : ""}`;
  return light === "green" ? html`绿` : lightMark(light);
}

/** A step on its way needs no words. */
function stepWords({ verdict, schedule, forecast }: BoardStep, asOf: PlainDate): string {
  const { because, daysLate, refuted } = verdict;
  const critical = schedule?.critical === true ? "关键。" : "";
  const warned = forecast?.warns === true ? `${FORECAST_LIGHT}：${outlookWords(forecast, asOf)}。` : "";
  if (because === "due-later" && refuted === null) return `${critical}${warned}`;
  if (because === "done-on-time") return daysLate! < 0 ? `早 ${-daysLate!} 天` : "按期";
  return `${critical}${oneLine(milestoneSentence(verdict), 240)}${warned}`;
}

/** What the network says of the finish. */
function scheduleWords(schedule: ProjectSchedule | null, asOf: PlainDate): Html {
  if (schedule === null || schedule.state === "empty") return html``;
  if (schedule.state === "circular")
    return html`<p class="nt">前置节点互相等待（${schedule.cycle.join(" → ")}），最早、最迟时间无法推算。</p>`;
  const { finish, float, earliestFinish, remarks } = schedule;
  if (earliestFinish === null) return html``;
  const blank = remarks.find(({ code }) => code === "duration-missing")?.seqs.length ?? 0;
  const lacking = blank === 0 ? "" : `（${blank} 个节点未填工期，按 0 计）`;
  const earliest = `按现有工期${lacking}，最早可在${shortDayWords(earliestFinish, asOf)}全部完成`;
  const unsure = schedule.steps.some(({ done, provisional }) => !done && provisional);
  const note = unsure ? "部分日期落在放假安排未公布的年份，暂定。" : "";
  if (finish === null || float === null) return html`<p class="nt">${earliest}；没有可倒排的完成时间。${note}</p>`;
  const room = float < 0 ? `缺 ${-float} 个工作日` : float === 0 ? "没有机动时间" : `机动 ${float} 个工作日`;
  return html`<p class="nt">${earliest}；须在${shortDayWords(finish.day, asOf)}完成，${room}。最早、最迟为完成时间，时差为工作日。${note}</p>`;
}
