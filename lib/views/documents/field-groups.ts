import type { FieldCatalogue } from "../../ports/document-fields.ts";

export const text = (what: string) => ({ is: "text", what }) as const;
export const condition = (what: string) => ({ is: "condition", what }) as const;
export const loop = <const C extends FieldCatalogue>(what: string, of: C) => ({ is: "loop", what, of }) as const;

export const paragraphs = (what: string) => loop(what, { 正文: text("一个自然段，不含开头的空格") });

/** 表头1, 表头2 … or 列1, 列2 … */
const cells = <const P extends string, const N extends readonly number[]>(name: P, numbers: N, what: string) =>
  Object.fromEntries(numbers.map((number) => [`${name}${number}`, text(`第 ${number} 栏${what}`)])) as {
    readonly [K in `${P}${N[number]}`]: { readonly is: "text"; readonly what: string };
  };

const table = <const N extends readonly number[]>(numbers: N) =>
  loop(`${numbers.length} 栏的表`, {
    表题: text("表的名称，没有写空"),
    ...cells("表头", numbers, "的栏目名"),
    行: loop("每一行", cells("列", numbers, "")),
  });

/** Tables of three to seven columns. The first column is narrow (序号、名次), the second and the last are wide. */
const tables = {
  表3: table([1, 2, 3]),
  表4: table([1, 2, 3, 4]),
  表5: table([1, 2, 3, 4, 5]),
  表6: table([1, 2, 3, 4, 5, 6]),
  表7: table([1, 2, 3, 4, 5, 6, 7]),
} as const;

/** Numbered chapters: heading, paragraphs, sections with a heading of their own, a table, notes below it. */
export const chapters = loop("各章，依次编排", {
  标题: text("章的标题，带“一、”"),
  段落: paragraphs("标题下的各段"),
  节: loop("章内各节", { 标题: text("节的标题，带“（一）”"), 段落: paragraphs("节内的各段") }),
  ...tables,
  表注: paragraphs("表下的说明"),
});

/** 版头. */
export const HEAD = {
  草稿: condition("还没有确认：标题上方注明“草稿”"),
  标志: text("发文机关标志，如“甲市重点项目建设办公室文件”；函和通知只写机关名称"),
  发文字号: text("如“甲重点办〔2026〕12号”，草稿写空"),
  标题: text("公文标题"),
  主送: text("主送机关，不含冒号；没有写空"),
} as const;

/** From the end of the text to the foot of the last page. */
export const FOOT = {
  附件: loop("附件说明", { 序号: text("“1.”；只有一个附件的写空"), 名称: text("附件名称，不加标点") }),
  落款: text("发文机关署名"),
  日期: text("成文日期，如“2026年6月12日”，草稿写空"),
  联系人: text("联系人，没有写空"),
  联系电话: text("联系电话，没有写空"),
  抄送: text("抄送机关，顿号或逗号分开，末尾不加句号；没有写空"),
} as const;

/** 版记's last line; letters have none. */
export const PRINTED = {
  印发机关: text("印发机关，没有写空"),
  印发日期: text("印发日期，如“2026年6月12日”，草稿写空"),
} as const;

/** 交办事项. */
export const items = loop("交办事项，一行一项", {
  序号: text("1、2、3 …"),
  编号: text("台账中的任务编号，还没有的写空"),
  内容: text("事项和要求"),
  牵头单位: text("牵头单位"),
  配合单位: text("配合单位，没有写空"),
  时限: text("完成时限，如“6月30日”"),
});

export const agenda = loop("会议议程", {
  序号: text("1、2、3 …"),
  内容: text("议题"),
  单位: text("汇报单位，没有写空"),
});
