import type { CountedDisclosures, DisclosureCounts } from "../../domain/disclosure/monthly-list.ts";
import type { DisclosureReport } from "../../domain/disclosure/yearly-report.ts";
import type { DocumentDraft } from "../../domain/document-draft.ts";
import type { DocumentKind } from "../../ports/document-file.ts";
import { countWords } from "../disclosure/list.ts";
import { disclosureReportName } from "../disclosure-words.ts";
import { fullDayWords } from "../document-words.ts";
import { oneLine } from "../one-line.ts";
import { dayWords } from "../words.ts";
import type { DocumentFields } from "./fields.ts";
import { paragraphFields } from "./tables.ts";

type Paper = DocumentDraft & {
  readonly document: DocumentKind;
  readonly fields: DocumentFields["信息公开年度报告"];
};

/** Figures and draft text of a yearly report, in the order the ordinance asks for; what the registry does not know is left to the unit. Source: 政府信息公开条例 50. */
export function disclosureReportPaper(report: DisclosureReport, office: string): Paper {
  const { year, unit, asOf } = report;
  const title = disclosureReportName(unit ?? "", year);
  const chapters = chaptersOf(report);
  return {
    ...{ document: "信息公开年度报告", title, asOf, numbered: false },
    period: unit === null ? `${year}` : `${unit} ${year}`,
    fields: {
      ...{ 草稿: true, 标题: title },
      章: chapters.map(({ head, lines }) => ({ 标题: head, 段落: paragraphFields(lines) })),
      类别: report.categories.map(countFields),
      单位: report.units.map(countFields),
      注: paragraphFields(notesOf(report)),
      ...{ 机关: unit ?? office, 日期: "" },
    },
    readers: unit === null ? null : { units: [unit], leaders: false },
    text: [...chapters.flatMap(({ head, lines }) => [head, ...lines]), ...notesOf(report)],
  };
}

interface Chapter {
  readonly head: string;
  readonly lines: readonly string[];
}

function chaptersOf(report: DisclosureReport): readonly Chapter[] {
  const { year, proactive, onRequest, permits, penalties, consulted, extended } = report;
  const decisions = `其中行政许可 ${permits} 项、行政处罚 ${penalties} 项。`;
  return [
    { head: "一、总体情况", lines: [overall(report)] },
    { head: "二、主动公开政府信息情况", lines: [`${year}年形成、变更的信息${countWords(proactive)}${decisions}`] },
    {
      head: "三、收到和处理政府信息公开申请情况",
      lines: [
        onRequest.due === 0
          ? "本年度台账没有依申请公开的事项。"
          : `${year}年收到申请${countWords(onRequest)}征求第三方意见 ${consulted} 件，延长答复期限 ${extended} 件。`,
      ],
    },
    {
      head: "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
      lines: ["台账没有记载，请据实填写。"],
    },
    { head: "五、存在的主要问题及改进情况", lines: [problemsOf(report)] },
    { head: "六、其他需要报告的事项", lines: ["请据实填写；没有的写“无”。"] },
  ];
}

const overall = ({ year, unit, asOf, proactive, onRequest }: DisclosureReport): string => {
  const who = unit === null ? "全市各公开主体" : oneLine(unit, 40);
  const all = proactive.due + onRequest.due;
  return `${year}年，${who}在重大建设项目批准和实施领域应公开、答复 ${all} 项，截至${fullDayWords(asOf)}已公开、答复 ${doneOf(proactive) + doneOf(onRequest)} 项。`;
};

const doneOf = ({ inTime, late }: DisclosureCounts): number => inTime + late;

/** What the figures say; why and what will be done is the unit's to write. */
function problemsOf({ proactive, onRequest }: DisclosureReport): string {
  const late = proactive.late + onRequest.late;
  const overdue = proactive.overdue + onRequest.overdue;
  if (late + overdue === 0) return "台账没有逾期事项；其他问题和改进情况请据实补充。";
  return `逾期公开 ${late} 项，截止时仍逾期未公开 ${overdue} 项；原因和改进措施请据实补充。`;
}

const notesOf = ({ due, asOf, proactive, onRequest }: DisclosureReport): readonly string[] => [
  `本报告应于${dayWords(due, asOf)}前报送并公布（《政府信息公开条例》第49条）。`,
  `数字据台账「公开」表，截至${fullDayWords(asOf)}，按信息形成之日归入年度；不公开的均有理由和保密审查。`,
  ...(proactive.unknown + onRequest.unknown > 0
    ? [`另有 ${proactive.unknown + onRequest.unknown} 项因单元格无法读取，没有判定。`]
    : []),
];

const countFields = ({ name, counts }: CountedDisclosures) => ({
  名称: name,
  应公开: String(counts.due),
  按期: String(counts.inTime),
  逾期: String(counts.late),
  不公开: String(counts.withheld),
  逾期未公开: String(counts.overdue),
  其他: String(counts.open + counts.unknown),
});
