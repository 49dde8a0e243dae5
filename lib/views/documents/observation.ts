import type { DocumentDraft } from "../../domain/document-draft.ts";
import type { ObservationBlock, ObservedProject } from "../../domain/observation/observation-block.ts";
import type { DocumentKind } from "../../ports/document-file.ts";
import { placeText } from "../observation.ts";
import { oneLine } from "../one-line.ts";
import { NO_CASE, periodWords } from "../words.ts";
import type { DocumentFields } from "./fields.ts";
import { paragraphFields } from "./tables.ts";

/** The paper of a published visit, but for number and day; sent to the units visited and the leaders. It names no judge. */
export function observationPaper(
  block: ObservationBlock,
  office: string,
  asOf: string,
): DocumentDraft & { readonly document: DocumentKind; readonly fields: DocumentFields["观摩结果"] } {
  const { period, projects } = block;
  const title = `关于${periodWords(period)}项目观摩结果的通报`;
  const text = [openingOf(block), "结果已经确认，现予公布。"];
  return {
    ...{ document: "观摩结果", title, asOf, period, numbered: true },
    fields: fieldsOf(block, office, title, text),
    readers: { units: [...new Set(projects.map(({ unit }) => unit))], leaders: true },
    text: [...text, ...projects.map(lineOf), ...block.notes],
  };
}

const openingOf = ({ period, theme, projects }: ObservationBlock): string =>
  `${periodWords(period)}组织了${theme === "" ? "" : `${oneLine(theme, 80)}类`}项目观摩评比，共观摩 ${projects.length} 个项目。`;

const lineOf = (one: ObservedProject): string =>
  `第 ${placeText(one)} 名 ${oneLine(one.name, 40)}（${oneLine(one.unit, 30)}）${pointsOf(one)}`;

/** 91.50 */
const pointsOf = ({ score }: ObservedProject): string => (score === null ? NO_CASE : (score / 100).toFixed(2));

const fieldsOf = (
  { period, theme, notes, projects }: ObservationBlock,
  office: string,
  title: string,
  text: readonly string[],
): DocumentFields["观摩结果"] => ({
  ...{ 草稿: true, 标志: office, 发文字号: "", 标题: title, 主送: "各有关单位" },
  ...{ 场次: periodWords(period), 主题: theme, 段落: paragraphFields(text) },
  结果: projects.map((one) => ({
    ...{ 名次: placeText(one), 编号: one.project, 项目: one.name, 单位: one.unit, 属地: one.county },
    ...{ 得分: pointsOf(one), 评委: String(one.judges) },
  })),
  注: paragraphFields(notes),
  ...{ 附件: [], 落款: office, 日期: "", 联系人: "", 联系电话: "", 抄送: "", 印发机关: office, 印发日期: "" },
});
