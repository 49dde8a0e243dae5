import { columnsOf } from "../../domain/publication/public-columns.ts";
import { html } from "../html.ts";
import { pageOf } from "./page.ts";
import { SECTIONS, titleOfColumn } from "./public-words.ts";
import type { SiteFile } from "./site-files.ts";
import type { SiteGround } from "./site-ground.ts";

const PATH = "about.html";

const NOT_SHOWN: readonly (readonly [what: string, why: string])[] = [
  [
    "个人信息：姓名、职务、电话、邮箱、证件号码、住址",
    "属于个人信息，公开项目信息用不着（个人信息保护法第六条）。文字中含有的，整行不列。",
  ],
  ["没有确认的结果、草稿、征求意见中的数字", "尚未定论。确认后列出；更正的，原地址换为更正后的结果并注明。"],
  ["正在核对的数字", "核对清楚以前不列，显示“—”。没有填报的也显示“—”。"],
  ["各月填报的完成投资、资金到位和预警", "属于工作过程中的统计资料，以统计部门公布为准。"],
  ["储备项目、清单以外的项目", "没有列入年度清单。"],
  [
    "不公开、依申请公开、公开日期未到或者原文打不开的事项",
    "依照政府信息公开条例，由公开主体决定；依申请公开的只答复申请人。",
  ],
  ["豁免的事由、申诉、评委的单张选票", "涉及具体人员和内部程序。"],
  ["涉密和标有密级的内容", "依法不得公开。"],
  ["备注、附件、联系人、内部说明", "不在公开的栏目之内。"],
];

/** What is not shown and why, every column that is, and whom to tell of a mistake. */
export const aboutPage = ({ site }: SiteGround): SiteFile => ({
  path: PATH,
  day: "",
  text: () =>
    pageOf({
      ...{ path: PATH, office: site.office, section: "about", title: "说明" },
      source: "来源：本站公开栏目的清单；未列入清单的栏目一律不公开。",
      body: html`<h2 id="not-shown">不列示的内容和原因</h2>
<table role="table">
<caption>不列示的内容</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">内容</th><th role="columnheader" scope="col">原因</th></tr></thead>
<tbody role="rowgroup">
${NOT_SHOWN.map(
  ([what, why]) =>
    html`<tr role="row"><th role="rowheader" scope="row" data-label="内容">${what}</th><td role="cell" data-label="原因">${why}</td></tr>
`,
)}</tbody>
</table>
<h2 id="shown">公开的栏目</h2>
<dl>
${SECTIONS.map(
  ({ title, table, source }) =>
    html`<div><dt>${title}</dt><dd>${columnsOf(table)
      .map(([column]) => titleOfColumn(table, column))
      .join("、")}。来源：${source}。</dd></div>
`,
)}</dl>
<h2 id="days">各页的日期</h2>
<p>各页所注的日期，是该页内容最近一次变化或者确认的日子；其后没有变化的，日期不变。</p>
<h2 id="data">数据文件</h2>
<p>每张表另有 CSV（逗号分隔，UTF-8）和 JSON 两种格式。金额在网页和 CSV 中以万元计，在 JSON 中以元计。各文件的 SHA-256 见文件校验清单 manifest.json。</p>
<h2 id="corrections">更正</h2>
<p>内容有误的，请向${site.office}或者所列的责任单位、公开主体提出。更正后，原地址显示更正后的内容。</p>
`,
    }),
});
