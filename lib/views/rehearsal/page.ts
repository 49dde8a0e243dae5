import { type Html, html } from "../html.ts";
import { dayWords, shortDayWords, yiWords } from "../words.ts";
import type { RehearsalFacts } from "./facts.ts";
import { honestySections } from "./honesty.ts";
import { listsSection } from "./lists.ts";
import { faultSection, mechanismSection, proofSection, sampleSection } from "./mechanisms.ts";
import { monthSections } from "./months.ts";
import { resultSections } from "./results.ts";
import { STYLE } from "./style.ts";
import { countWords, section } from "./table.ts";

/** The rehearsed year on one page: works from file://, needs no script and nothing of the network. The same facts give the same bytes. */
export function rehearsalPage(facts: RehearsalFacts): string {
  const title = titleWords(facts);
  const page = html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${dayWords(facts.from)}至${dayWords(facts.to, facts.from)}，由生成的城市逐日推演，人员、单位、项目都不是真的。</p>
${faultSection(facts)}${citySection(facts)}${mechanismSection(facts.mechanisms, facts.from)}${monthSections(facts.months)}${resultSections(facts)}${listsSection(facts.lists, facts.from)}${honestySections(facts)}${proofSection(facts.proofs, facts.from)}${sampleSection(facts.samples, facts.from)}${trySection(facts)}</main>
</body>
</html>
`;
  return page.markup;
}

function titleWords({ city, from, to, isWhole }: RehearsalFacts): string {
  const name = `${city === "demo" ? "示例城市" : "示例小城"} ${from.slice(0, 4)} `;
  return isWhole ? `${name}年度演练报告` : `${name}年演练报告（截至${shortDayWords(to)}，不是全年）`;
}

function citySection({ size, mail }: RehearsalFacts): Html {
  const { projects, listed, reserve, milestones, units, people, annualPlan, issues, tasks } = size;
  const { largest } = mail;
  const others = projects - listed - reserve;
  const list = [
    `在册 ${listed} 个`,
    ...(reserve === 0 ? [] : [`储备 ${reserve} 个`]),
    ...(others === 0 ? [] : [`已调出或未调入 ${others} 个`]),
  ].join("，");
  return section("city", "城市和信件", [
    html`<p>${units} 个单位、${people} 人，${projects} 个项目（${list}；在册的年度计划投资 ${yiWords(annualPlan)}），${countWords(milestones)} 个节点，问题 ${countWords(issues)} 个，任务 ${countWords(tasks)} 项。</p>
<p>共发信 ${countWords(mail.sent)} 封，收信 ${mail.people} 人；同一人同一天最多 ${mail.mostOnADay} 封，休息日 ${mail.onRestDays} 封。${largest === null ? "" : `收信最多的是${largest.unit}${largest.title}，${largest.letters} 封。`}</p>
`,
  ]);
}

const trySection = ({ city, from }: RehearsalFacts): Html =>
  section("try", "自己试一试", [
    html`<p>写出某一天的台账和记录库，打开后可以照常运行各项命令，信只进发件箱：</p>
<pre>duban rehearse --year ${from.slice(0, 4)} --city ${city} --until ${from.slice(0, 4)}-06-30 --out 练习</pre>
`,
  ]);
