import { textTable } from "../text-table.ts";

/** A category with its items as they are shown. */
export interface ShownCategory {
  readonly category: string;
  readonly title: string;
  readonly items: readonly string[];
  readonly discloser: string;
  readonly source: "quoted" | "recalled";
}

const SOURCES = {
  quoted: "已与引用该文件的标准目录核对",
  recalled: "据记忆整理，引用前请与原文核对",
} as const;

const BASIS =
  "依据：《国务院办公厅关于推进重大建设项目批准和实施领域政府信息公开的意见》（国办发〔2017〕94号）；《政府信息公开条例》（国务院令第711号）。";
const TERMS =
  "时限：自信息形成或变更之日起 20 个工作日内；行政许可、行政处罚自作出决定之日起 7 个工作日内；依申请的自收到申请之日起 20 个工作日内答复，可延长至多 20 个工作日，征求第三方意见的时间不计。";

/** What `duban disclose items` prints. */
export function itemsWords(categories: readonly ShownCategory[]): string {
  const rows = categories.flatMap(({ title, items, discloser, source }, at) => [
    "",
    `${at + 1}. ${title}（公开主体：${discloser}；${SOURCES[source]}）`,
    ...textTable(
      [{ header: "序号", right: true }, { header: "事项" }],
      items.map((item, n) => [`${n + 1}`, item]),
    ),
  ]);
  return [`重大建设项目批准和实施领域政府信息公开：${categories.length} 类`, BASIS, TERMS, ...rows].join("\n");
}

export const itemsJson = (categories: readonly ShownCategory[]): object => ({ version: 1, categories });
