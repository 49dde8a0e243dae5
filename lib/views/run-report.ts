import { wordFinding } from "./findings.ts";
import { type Html, html } from "./html.ts";
import { oneLine } from "./one-line.ts";
import { outcomeWords, type ToldOutcome } from "./outcome.ts";

/** A run on one page, for the admin: works from file://, asks nothing of the network. */
export function runReport(outcome: ToldOutcome): string {
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>运行报告 ${outcome.asOf}</title>
<style>
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; color: #1d2733; background: #fff }
h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 2rem }
pre { white-space: pre-wrap; background: #f4f6f8; padding: .8rem; border-radius: 4px; font: inherit }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { border-bottom: 1px solid #d8dee4; padding: .35rem .5rem; text-align: left; vertical-align: top } th { background: #eef2f5 }
</style>
</head>
<body>
<h1>运行报告：${outcome.job}，截至 ${outcome.asOf}</h1>
<pre>${outcomeWords(outcome)}</pre>
${section(
  "写回的表",
  ["表", "行数"],
  Object.entries(outcome.published).map(([tab, rows]) => [tab, String(rows)]),
)}
${section(
  "信件",
  ["收件人", "主题", "状态"],
  outcome.messages.map(({ to, subject, state }) => [to, subject, STATES[state] ?? state]),
)}
${section("数据问题", ["位置", "问题", "建议"], outcome.findings.map(findingRow))}
</body>
</html>
`;
  return page.markup;
}

const STATES: Readonly<Record<string, string>> = {
  sent: "已发出",
  refused: "拒发",
  "not-allowed": "域名不在允许范围",
  uncertain: "待定",
  owed: "应发未发",
};

const findingRow = (finding: ToldOutcome["findings"][number]): readonly string[] => {
  const { message, suggestion } = wordFinding(finding);
  return [`${finding.workbook} ${finding.cell}`, message, suggestion];
};

function section(title: string, headers: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return html``;
  const head = headers.map((header) => html`<th>${header}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${oneLine(cell, 400)}</td>`)}</tr>\n`);
  return html`<h2>${title}（${rows.length}）</h2>
<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}
