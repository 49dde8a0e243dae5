import type { PlainDate } from "../../domain/dates.ts";
import { isValue } from "../../domain/field.ts";
import type { IssueVerdict } from "../../domain/issue-loop.ts";
import { type Html, html } from "../html.ts";
import { issueStateWord } from "../issue-reasons.ts";
import { oneLine, prose } from "../one-line.ts";
import { shortDayWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { Board } from "./board.ts";
import { isolated } from "./isolated.ts";
import { lightMark } from "./marks.ts";

/** All open problems, worst first: a table that is a list of cards on a phone. */
export function issuesSection({ issues, projects }: Board, { asOf }: Axis): Html {
  const names = new Map(projects.map(({ verdict }) => [verdict.project.code, verdict.project.name]));
  const heads = ["灯", "编号", "项目", "问题", "责任单位", "层级", "状态", "时限"];
  const body =
    issues.length === 0
      ? html`<p>没有未解决的问题。</p>`
      : html`<table class="probs"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${issues.map((issue) => issueRow(issue, names, asOf))}</tbody></table>`;
  return html`<section id="issues" aria-labelledby="h-issues"><h2 id="h-issues">未解决问题 <small>${issues.length} 个</small></h2>
${body}
</section>
`;
}

function issueRow(verdict: IssueVerdict, names: ReadonlyMap<string, string>, asOf: PlainDate): Html {
  const { key, project, title, unit, issue, light } = verdict;
  const name = names.get(project);
  const link =
    name === undefined
      ? oneLine(project, 30)
      : html`<a href="#p-${encodeURIComponent(project)}">${oneLine(project, 30)} ${oneLine(name, 30)}</a>`;
  return html`<tr><td>${lightMark(light)}</td><th scope="row">${oneLine(key, 30)}</th><td>${link}</td><td>${prose(title, 80)}</td><td>${oneLine(unit, 30)}</td><td>${isValue(issue.level) ? issue.level : "单位"}</td><td>${issueStateWord(verdict)}</td><td>${dueWords(verdict, asOf)}</td></tr>
`;
}

/** 6月8日，逾期 4 个工作日 */
function dueWords({ due, workingDaysLate, provisional }: IssueVerdict, asOf: PlainDate): string {
  if (due === null) return "—";
  const late = workingDaysLate > 0 ? `，逾期 ${workingDaysLate} 个工作日` : "";
  return `${shortDayWords(due, asOf)}${provisional ? "（暂定）" : ""}${late}`;
}

/** The same of one project, as a list. */
export const issueItems = (issues: readonly IssueVerdict[], asOf: PlainDate): Html =>
  html`<ul class="own">${issues.map(
    (verdict) =>
      html`<li>${lightMark(verdict.light)} ${oneLine(verdict.key, 30)} ${isolated(prose(verdict.title, 80))}（${isolated([oneLine(verdict.unit, 30), isValue(verdict.issue.level) ? verdict.issue.level : "", issueStateWord(verdict), `时限 ${dueWords(verdict, asOf)}`].filter(Boolean).join("，"))}）</li>`,
  )}</ul>`;
