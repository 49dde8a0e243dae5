import { progressLampOf } from "../../domain/progress-sums.ts";
import { type Html, html } from "../html.ts";
import { LAMP_WORDS, lampReason } from "../lamp-reasons.ts";
import { lightWord, monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { contextOf, lampSentence, projectSentence } from "../project-reasons.ts";
import { moneyWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { BoardProject } from "./board.ts";
import { chainTable } from "./chain-table.ts";
import { changesList, monthsLine } from "./history.ts";
import { issueItems } from "./issues.ts";
import { forecastPart } from "./outlook.ts";

/** Everything about one project, under its row. */
export function projectSheet(project: BoardProject, axis: Axis): Html {
  return html`<div class="sheet">${reasons(project)}${money(project)}${chainTable(project, axis)}${forecastPart(project, axis)}${problems(project, axis)}${monthsLine(project, axis)}${changesList(project, axis)}<p class="up"><a href="#projects">回到全部项目</a></p></div>`;
}

/** Why the light, and what clears it by when; then the lamps that this does not tell of. */
function reasons({ verdict }: BoardProject): Html {
  const context = contextOf(verdict);
  const why = projectSentence(verdict);
  const others = verdict.lamps.filter((lamp) => !why.includes(lampReason(lamp, context)));
  const lamps = others.map(
    (lamp) => html`<li>${LAMP_WORDS[lamp.kind]}：${oneLine(lampSentence(lamp, context), 320)}</li>`,
  );
  const handled = verdict.handledAs === verdict.light ? "" : html`<p>处置：按${lightWord(verdict.handledAs)}。</p>`;
  return html`<p class="why">${oneLine(why, 600)}</p>${handled}${lamps.length === 0 ? "" : html`<ul class="lamps">${lamps}</ul>`}`;
}

/** Money as reported; nothing is reckoned that nobody reported. */
function money({ verdict }: BoardProject): Html {
  const { project, asOf } = verdict;
  const lamp = progressLampOf(verdict);
  const month = lamp?.lastReported ?? null;
  const facts: readonly (readonly [string, string])[] = [
    ["总投资", moneyWords(project.totalInvestment)],
    ["年度计划投资", typeof project.annualPlan === "number" ? moneyWords(project.annualPlan) : "—"],
    ...(lamp !== undefined && lamp.done !== null && month !== null
      ? [[`年初累计完成（${monthWords(month, asOf)}月报）`, moneyWords(lamp.done)] as const]
      : []),
    ["类别", `${oneLine(project.category, 20)} · ${project.annualClass}`],
    ...named("牵头单位", project.leadUnit),
    ...named("县级包联领导", project.countySponsor),
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const named = (label: string, value: unknown): readonly (readonly [string, string])[] =>
  typeof value === "string" && value !== "" ? [[label, oneLine(value, 30)]] : [];

function problems({ issues }: BoardProject, { asOf }: Axis): Html {
  return issues.length === 0 ? html`` : html`<h4>未解决问题（${issues.length}）</h4>${issueItems(issues, asOf)}`;
}
