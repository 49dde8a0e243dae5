import type { FieldCatalogue } from "../../ports/document-fields.ts";
import type { DocumentKind } from "../../ports/document-file.ts";
import { agenda, chapters, condition, FOOT, HEAD, items, loop, PRINTED, paragraphs, text } from "./field-groups.ts";

const listed = (what: string) =>
  loop(what, {
    组别: text("县区和园区、市直和国企"),
    名次: text("名次"),
    单位: text("单位"),
    投资完成率: text("如“52.3%”"),
    目标: text("同期目标，如“50.0%”"),
    说明: text("没有写空"),
  });

const matters = loop("函中所列事项，一行一件", {
  序号: text("1、2、3 …"),
  编号: text("问题、任务或项目的编号"),
  内容: text("事项名称"),
  时限: text("应于何日办到哪一步"),
  情况: text("如“已过 7 个工作日”"),
});

const disclosureCounts = {
  名称: text("公开类别，或公开主体"),
  应公开: text("项数，等于其余各栏之和"),
  按期: text("按期公开的项数"),
  逾期: text("逾期公开的项数"),
  不公开: text("有理由和保密审查的项数"),
  逾期未公开: text("项数"),
  其他: text("未到期、征求意见和无法判定的项数"),
} as const;

const LETTER = {
  ...HEAD,
  段落: paragraphs("事项之前的各段"),
  事项: matters,
  要求: paragraphs("事项之后的各段：请办什么、何时反馈"),
  ...FOOT,
} as const;

const moved = (what: string) =>
  loop(what, {
    序号: text("1、2、3 …"),
    编号: text("项目编号"),
    项目: text("项目名称"),
    类别: text("类别"),
    属地: text("属地"),
    总投资: text("万元，不写单位"),
    年度计划: text("万元，不写单位；没有年度计划的写“—”"),
    理由: text("申请的理由"),
  });

const MEETING_PACK = {
  草稿: condition("还没有确认：标题上方注明“草稿”"),
  标题: text("材料的标题"),
  机关: text("编制单位"),
  期间: text("如“2026年第三季度”“截至2026年6月12日”"),
  日期: text("编制日期，草稿写空"),
  段落: paragraphs("开头的各段"),
  章: chapters,
  议程: agenda,
  纪要标题: text("所附纪要草稿的标题，没有写空"),
  纪要段落: paragraphs("所附纪要草稿的各段"),
  交办: items,
} as const;

/**
 * Every placeholder of every kind of document: what an office may write into its template and what must be given to fill it.
 * A number or a day not yet given is an empty text.
 */
export const DOCUMENT_FIELDS = {
  通报: {
    ...HEAD,
    段落: paragraphs("开头的各段"),
    章: chapters,
    排名: loop("各组排名表", {
      组名: text("县区和园区、市直和国企"),
      行: loop("每个单位一行", {
        名次: text("名次，不排名的写“—”"),
        单位: text("单位"),
        得分: text("如“88.35”"),
        变化: text("如“升2位”“—”"),
        说明: text("没有写空"),
      }),
    }),
    红榜: listed("红榜单位"),
    黑榜: listed("黑榜单位"),
    注: paragraphs("表下的脚注：豁免、空缺、未计入"),
    办公室段落: paragraphs("本办自拟、重新生成时保留的各段"),
    ...FOOT,
    ...PRINTED,
  },
  提醒函: LETTER,
  督办函: LETTER,
  约谈通知: {
    ...LETTER,
    约谈对象: text("如“贵单位主要负责人”，没有写空"),
    约谈人: text("主持约谈的人或机关，没有写空"),
    时间: text("约谈时间，商定的写空"),
    地点: text("约谈地点，没有写空"),
  },
  交办单: {
    ...HEAD,
    会议: text("由哪次会议交办，没有写空"),
    会议日期: text("会议日期，没有写空"),
    段落: paragraphs("事项之前的各段"),
    事项: items,
    要求: paragraphs("事项之后的各段：反馈和办结的要求"),
    ...FOOT,
  },
  会议纪要: {
    ...HEAD,
    会议: text("会议名称"),
    时间: text("会议时间"),
    地点: text("会议地点，没有写空"),
    主持人: text("主持人，没有写空"),
    段落: paragraphs("议定情况的各段"),
    章: chapters,
    事项: items,
    出席: text("出席人员，没有写空"),
    列席: text("列席人员，没有写空"),
    请假: text("请假人员，没有写空"),
    记录: text("记录人，没有写空"),
    ...FOOT,
    ...PRINTED,
  },
  季调度材料: MEETING_PACK,
  工作例会材料: {
    ...MEETING_PACK,
    机制: text("如“重点项目建设”"),
    召集人: text("召集人，没有写空"),
  },
  书面报告: {
    草稿: condition("还没有报出：标题上方注明“草稿”"),
    标题: text("如“未完成当月计划的书面报告”"),
    项目编号: text("项目编号"),
    项目名称: text("项目名称"),
    责任单位: text("责任单位"),
    月份: text("如“2026年5月”"),
    情况: paragraphs("本月计划、实际完成和形象进度"),
    具体问题: paragraphs("具体问题"),
    下一步措施: paragraphs("下一步措施"),
    日期: text("报告日期，没有写空"),
  },
  观摩结果: {
    ...HEAD,
    场次: text("如“2026年7月”"),
    主题: text("观摩主题"),
    段落: paragraphs("开头的各段"),
    结果: loop("每个项目一行", {
      名次: text("名次，没有得分的写“—”"),
      编号: text("项目编号"),
      项目: text("项目名称"),
      单位: text("责任单位"),
      属地: text("属地"),
      得分: text("如“91.50”"),
      评委: text("计入的评分表份数"),
    }),
    注: paragraphs("表下的说明：计分办法、回避、未计入"),
    ...FOOT,
    ...PRINTED,
  },
  计分说明: {
    草稿: condition("征求意见或还没有确认：标题上方注明“草稿”"),
    标题: text("如“甲县2026年5月计分说明”"),
    单位: text("单位"),
    期间: text("如“2026年5月”"),
    总分: text("如“88.35”，没有得分的写“—”"),
    名次: text("如“县区和园区第4名（并列）”；征求意见时写空"),
    段落: paragraphs("开头的各段"),
    项: loop("每项指标", {
      名称: text("指标"),
      权重: text("如“30.00”"),
      算式: text("从数据到得分的算式"),
      得分: text("如“28.41”，没有情形的写“—”"),
      行: paragraphs("所依据的各格，逐格列出"),
    }),
    合计: paragraphs("各项怎样合成总分"),
    脚注: paragraphs("豁免、未计入、规则的出处"),
    机关: text("编制单位"),
    日期: text("编制日期，草稿写空"),
  },
  信息公开年度报告: {
    草稿: condition("还没有确认：标题上方注明“草稿”"),
    标题: text("如“甲县2026年政府信息公开工作年度报告（重大建设项目领域）”"),
    章: loop("各章，依次编排", { 标题: text("章的标题，带“一、”"), 段落: paragraphs("标题下的各段") }),
    类别: loop("主动公开，每个公开类别一行", disclosureCounts),
    单位: loop("每个公开主体一行；只有本级政府的报告有", disclosureCounts),
    注: paragraphs("报送期限、数字的口径"),
    机关: text("编制单位"),
    日期: text("编制日期，草稿写空"),
  },
  集中开工通知: {
    ...HEAD,
    批次: text("如“2026年5月”"),
    段落: paragraphs("开头的各段：时间、会场、数量"),
    数字: loop("个数、总投资、年度计划投资，合计在前，各种分类都加得到合计", {
      类: text("“合计”“会场”“属地”“类别”"),
      名称: text("这一类的名称，合计写空"),
      个数: text("如“12”"),
      总投资: text("万元，如“120,000”"),
      年度计划: text("万元"),
    }),
    名单: loop("每个项目一行，主会场在前", {
      序号: text("1、2、3 …"),
      编号: text("项目编号"),
      项目: text("项目名称"),
      类别: text("项目类别"),
      属地: text("属地"),
      单位: text("责任单位"),
      总投资: text("万元"),
      年度计划: text("万元，没有的写“—”"),
      会场: text("“主会场”或“分会场”"),
    }),
    注: paragraphs("表下的说明：没有年度计划的、未计入的"),
    ...FOOT,
    ...PRINTED,
  },
  清单调整通知: {
    ...HEAD,
    段落: paragraphs("开头的各段"),
    平衡: loop("调整前后的数字，三行：数量、总投资、年度计划", {
      项: text("如“总投资（万元）”"),
      调整前: text("数字"),
      调出: text("数字"),
      调入: text("数字"),
      核定: text("重新核定的增减"),
      调整后: text("数字"),
    }),
    调出: moved("调出的项目"),
    调入: moved("调入的项目"),
    核定: loop("重新核定的项目", {
      序号: text("1、2、3 …"),
      编号: text("项目编号"),
      项目: text("项目名称"),
      属地: text("属地"),
      原总投资: text("万元，不写单位"),
      新总投资: text("万元，不写单位"),
      原计划: text("万元，不写单位"),
      新计划: text("万元，不写单位"),
    }),
    变更: loop("不改变数量和投资的其他变更", {
      序号: text("1、2、3 …"),
      申请: text("申请编号"),
      项目: text("项目编号和名称"),
      类型: text("如“变更计划竣工”"),
      原值: text("原值，没有写空"),
      新值: text("新值，没有写空"),
    }),
    注: paragraphs("表下的说明"),
    ...FOOT,
    ...PRINTED,
  },
} as const satisfies Readonly<Record<DocumentKind, FieldCatalogue>>;
