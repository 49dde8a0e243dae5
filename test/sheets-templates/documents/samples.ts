import type { DocumentKind } from "../../../lib/ports/document-file.ts";
import type { AgendaFields, DocumentFields, ItemFields } from "../../../lib/views/documents/fields.ts";
import { chapterFields, paragraphFields } from "../../../lib/views/documents/tables.ts";

const OFFICE = "甲市重点项目建设办公室";
const COUNTIES = [
  "甲县",
  "乙县",
  "丙县",
  "丁县",
  "戊县",
  "己县",
  "庚县",
  "辛县",
  "高新区",
  "经开区",
  "壬区",
  "癸区",
  "临港园区",
];
const DEPARTMENTS = [
  "市住房和城乡建设局",
  "市交通运输局",
  "市水务局",
  "市教育局",
  "市卫生健康委员会",
  "市城市建设投资集团有限公司",
  "市文化广电和旅游局",
];

const LONG_PARAGRAPH =
  "今年以来，各县（区）、各部门认真落实市委、市政府决策部署，围绕年度计划倒排工期、压茬推进，重点项目建设总体平稳。截至6月30日，全市在建重点项目148个，年度计划投资1127.4亿元，已完成563.9亿元，占年度计划的50.0%；计划新开工项目73个，已开工61个，开工率83.6%。同时，部分项目受征地拆迁、管线迁改、要素保障等因素影响，进度落后于计划，个别单位报送不及时、问题办理超过时限，需要引起重视。";

const head = (sign: string, number: string, title: string, to: string) => ({
  草稿: false,
  标志: sign,
  发文字号: number,
  标题: title,
  主送: to,
});

const foot = (more: Partial<Pick<DocumentFields["提醒函"], "附件" | "联系人" | "联系电话" | "抄送">> = {}) => ({
  附件: [],
  落款: OFFICE,
  日期: "2026年7月10日",
  联系人: "",
  联系电话: "",
  抄送: "",
  ...more,
});

const copies = "市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委机关，市委组织部";

const repeated = <T>(times: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: times }, (_, at) => make(at));

const items = (count: number): readonly ItemFields[] =>
  repeated(count, (at) => ({
    序号: String(at + 1),
    编号: at % 3 === 0 ? `R-2026-${String(at + 41)}` : "",
    内容:
      at % 2 === 0
        ? "完成滨河路110千伏线路迁改方案审查，与施工单位签订迁改协议，并明确停电窗口期。"
        : "办理先行用地手续。",
    牵头单位: at % 2 === 0 ? "市供电公司" : "市自然资源和规划局",
    配合单位: at % 4 === 3 ? "" : "甲县人民政府、市城市建设投资集团有限公司",
    时限: `7月${String((at % 28) + 1)}日`,
  }));

const agenda: readonly AgendaFields[] = [
  { 序号: "1", 内容: "通报上半年重点项目建设情况", 单位: OFFICE },
  { 序号: "2", 内容: "研究需市级协调解决的问题", 单位: "甲县、市交通运输局" },
  { 序号: "3", 内容: "部署第三季度重点工作", 单位: "" },
];

const ranked = (units: readonly string[]) =>
  units.map((unit, at) => ({
    名次: String(at + 1),
    单位: unit,
    得分: (96.35 - at * 1.87).toFixed(2),
    变化: at % 3 === 0 ? "升2位" : at % 3 === 1 ? "降1位" : "—",
    说明: at === 4 ? "入统率本月无对应项目，其权重按比例分摊" : "",
  }));

const matters = (count: number) =>
  repeated(count, (at) => ({
    序号: String(at + 1),
    编号: `W-2026-${String(at + 13).padStart(3, "0")}`,
    内容: at % 2 === 0 ? "滨河路改造工程高压线路迁改" : "城东水厂设备安装",
    时限: `应于6月${String((at % 20) + 5)}日解决`,
    情况: `已过${at + 7}个工作日`,
  }));

const chapters = (long: boolean) => [
  chapterFields("一、总体情况", {
    paragraphs: long ? [LONG_PARAGRAPH, LONG_PARAGRAPH, LONG_PARAGRAPH] : [LONG_PARAGRAPH],
    tables: [
      {
        title: "各类项目投资完成情况",
        head: ["序号", "类别", "项目数", "年度计划（亿元）", "完成（亿元）", "说明"],
        rows: [
          ["1", "产业", "69", "580.5", "301.2", ""],
          ["2", "基础设施", "23", "256.4", "120.8", "3 个项目受管线迁改影响"],
          ["3", "民生", "24", "114.8", "58.1", ""],
        ],
      },
    ],
    notes: ["注：1个项目因月报未报，按最近一次报送数计入。"],
  }),
  chapterFields("二、存在的问题", {
    sections: [
      { title: "（一）部分项目进度落后", paragraphs: ["滨河路改造、城东水厂等5个项目落后计划10个百分点以上。"] },
      {
        title: "（二）部分问题超过办理时限",
        paragraphs: long ? [LONG_PARAGRAPH, LONG_PARAGRAPH] : ["有4件问题超过时限。"],
      },
    ],
    tables: long
      ? [
          {
            title: "尚未解决的问题",
            head: ["序号", "项目", "问题", "层级", "说明"],
            rows: repeated(36, (at) => [
              String(at + 1),
              at % 2 === 0 ? "滨河路改造工程" : "东湖雨水泵站及配套管网工程",
              "线路迁改",
              at % 3 === 0 ? "市调度会" : "分管市领导",
              at % 5 === 0 ? "两次现场会后仍未达成一致，停电窗口期未定" : "",
            ]),
          },
        ]
      : [],
  }),
  chapterFields("三、下一步要求", { paragraphs: ["各单位要对照计划逐项整改，按时报送。", "市重点办跟踪督办。"] }),
];

const circular = (long: boolean): DocumentFields["通报"] => ({
  ...head(
    `${OFFICE}文件`,
    "甲重点办〔2026〕12号",
    "关于2026年上半年全市重点项目建设情况的通报",
    "各县（区）人民政府，市直有关部门，有关企业",
  ),
  段落: paragraphFields(["现将2026年上半年全市重点项目建设情况通报如下。"]),
  章: chapters(long),
  排名: [
    { 组名: "县区和园区", 行: ranked(long ? COUNTIES : COUNTIES.slice(0, 5)) },
    ...(long
      ? [{ 组名: "市直和国企", 行: ranked([...DEPARTMENTS, ...DEPARTMENTS.map((one) => `${one}二`), ...DEPARTMENTS]) }]
      : []),
  ],
  红榜: [{ 组别: "县区和园区", 名次: "1", 单位: "甲县", 投资完成率: "58.1%", 目标: "50.0%", 说明: "" }],
  黑榜: long
    ? [{ 组别: "县区和园区", 名次: "13", 单位: "临港园区", 投资完成率: "31.2%", 目标: "50.0%", 说明: "" }]
    : [],
  注: paragraphFields(["注：黑榜空缺1席：丁县有不可抗力豁免（依据见「豁免」第3行）。"]),
  办公室段落: paragraphFields(long ? ["请各单位于7月20日前将整改情况书面报市重点办。"] : []),
  ...foot({
    附件: long
      ? [
          { 序号: "1.", 名称: "2026年上半年全市重点项目投资完成情况明细表" },
          { 序号: "2.", 名称: "2026年上半年全市重点项目尚未解决问题及办理时限一览表（按协调层级排列）" },
        ]
      : [{ 序号: "", 名称: "2026年上半年全市重点项目投资完成情况明细表" }],
    联系人: long ? "督查科" : "",
    联系电话: long ? "0000-1234567" : "",
    抄送: copies,
  }),
  印发机关: OFFICE,
  印发日期: "2026年7月10日",
});

const letter = (kind: "提醒函" | "督办函", long: boolean): DocumentFields["提醒函"] => ({
  ...head(
    OFFICE,
    `甲重点办${kind === "提醒函" ? "提" : "督"}〔2026〕7号`,
    `关于抓紧办理滨河路改造等${long ? 30 : 2}件事项的${kind}`,
    "甲县人民政府",
  ),
  段落: paragraphFields([
    `下列${long ? 30 : 2}件事项所列环节已过时限，台账中尚无完成记录（截至2026年7月9日）。`,
    ...(long ? [LONG_PARAGRAPH] : []),
  ]),
  事项: matters(long ? 30 : 2),
  要求: paragraphFields([
    "请贵单位说明卡点、办结时间和责任人，自本函发出之日起5个工作日内书面反馈。",
    "已经办理的，请在台账填写日期，办结的并附佐证；确有困难的，请一并说明，可按程序申请延期或提请上一级协调。",
    ...(long ? [LONG_PARAGRAPH, LONG_PARAGRAPH] : []),
  ]),
  ...foot({ 联系人: "督查科", 联系电话: "0000-1234567", 抄送: long ? "市委督查室，市政府督查室" : "" }),
});

const pack = (long: boolean): DocumentFields["季调度材料"] => ({
  草稿: true,
  标题: "2026年第三季度重点项目调度会材料",
  机关: OFFICE,
  期间: "截至2026年7月9日",
  日期: "",
  段落: paragraphFields([LONG_PARAGRAPH]),
  章: chapters(long),
  议程: agenda,
  纪要标题: "2026年第三季度重点项目调度会纪要",
  纪要段落: paragraphFields(["会议听取了上半年重点项目建设情况汇报，研究了需协调解决的问题，议定下列事项。"]),
  交办: items(long ? 24 : 3),
});

const calculated = (count: number) =>
  repeated(count, (at) => ({
    名称: ["投资完成率", "开工率", "竣工投产率", "资金到位率", "节点按期率"][at % 5]!,
    权重: "30.00",
    算式: "28,400万元÷61,300万元＝46.3%；目标45.8%；46.3%÷45.8%＝1.0109，按1计；1×30.00＝30.00",
    得分: "30.00",
    行: paragraphFields(
      repeated(6, (row) => `「月报」第${row + 12}行 P-0${row + 31}/2026-05 年初累计 5,200万元（年度计划 11,000万元）`),
    ),
  }));

const listMoves = (count: number): DocumentFields["清单调整通知"]["调出"] =>
  repeated(count, (at) => ({
    ...{ 序号: String(at + 1), 编号: `P-2026-${String(at + 11).padStart(3, "0")}`, 类别: "基础设施", 属地: "临港园区" },
    ...{ 项目: at % 2 === 0 ? "滨河路（东环路至滨江大道段）改造及综合管廊工程" : "城东水厂" },
    ...{ 总投资: "1,234,567.5", 年度计划: at % 5 === 0 ? "—" : "300,000", 理由: "业主资金链紧张，年内不具备开工条件" },
  }));

const SAMPLES: { readonly [K in DocumentKind]: (long: boolean) => DocumentFields[K] } = {
  通报: circular,
  提醒函: (long) => letter("提醒函", long),
  督办函: (long) => letter("督办函", long),
  约谈通知: (long) => ({
    ...letter("督办函", long),
    标题: "关于约谈甲县人民政府主要负责人的通知",
    约谈对象: "甲县人民政府主要负责人",
    约谈人: "市政府分管副市长",
    时间: "2026年7月15日（周三）15时",
    地点: "市政府三号会议室",
  }),
  交办单: (long) => ({
    ...head(
      OFFICE,
      "甲重点办交〔2026〕3号",
      "关于办理第三季度调度会议定事项的交办单",
      "市供电公司，市自然资源和规划局，甲县人民政府",
    ),
    会议: "全市重点项目第三季度调度会",
    会议日期: "2026年7月8日",
    段落: paragraphFields(long ? [LONG_PARAGRAPH] : []),
    事项: items(long ? 34 : 4),
    要求: paragraphFields(["各牵头单位请于3日内明确经办人并反馈安排，按完成时限办结；逾期未办结的，书面说明原因。"]),
    ...foot({ 联系人: "综合科", 联系电话: "0000-1234567" }),
  }),
  会议纪要: (long) => ({
    ...head("甲市重点项目建设会议纪要", "〔2026〕5号", "全市重点项目第三季度调度会纪要", ""),
    会议: "全市重点项目第三季度调度会",
    时间: "2026年7月8日",
    地点: "市政府三号会议室",
    主持人: "市委常委、常务副市长",
    段落: paragraphFields([
      "会议听取了各县（区）汇报，研究了需市级协调解决的问题。",
      ...(long ? [LONG_PARAGRAPH] : []),
    ]),
    章: long ? chapters(true) : [],
    事项: items(long ? 20 : 3),
    出席: "市发展改革委、市自然资源和规划局、市住房和城乡建设局、市交通运输局、市供电公司、甲县人民政府负责人",
    列席: "市政府督查室负责人",
    请假: "市水务局负责人",
    记录: "市重点办综合科",
    ...foot({ 抄送: copies }),
    印发机关: OFFICE,
    印发日期: "2026年7月10日",
  }),
  季调度材料: pack,
  工作例会材料: (long) => ({
    ...pack(long),
    标题: "重点项目建设工作例会材料",
    机制: "重点项目建设",
    召集人: "分管副市长",
  }),
  书面报告: (long) => ({
    草稿: false,
    标题: "未完成当月计划的书面报告",
    项目编号: "P-031",
    项目名称: "滨河路（东环路至滨江大道段）改造及综合管廊工程",
    责任单位: "甲县人民政府",
    月份: "2026年5月",
    情况: paragraphFields([
      "5月计划完成投资1,200万元，实际完成640万元；主体封顶计划5月20日完成，尚未完成。",
      ...(long ? [LONG_PARAGRAPH, LONG_PARAGRAPH, LONG_PARAGRAPH] : []),
    ]),
    具体问题: paragraphFields(["110千伏线路迁改未完成。", ...(long ? [LONG_PARAGRAPH, LONG_PARAGRAPH] : [])]),
    下一步措施: paragraphFields([
      "6月20日前完成迁改，7月10日前主体封顶。",
      ...(long ? [LONG_PARAGRAPH, LONG_PARAGRAPH] : []),
    ]),
    日期: "",
  }),
  观摩结果: (long) => ({
    ...head(
      `${OFFICE}文件`,
      "甲重点办〔2026〕15号",
      "关于2026年7月重点项目观摩评比结果的通报",
      "各县（区）人民政府，市直有关部门",
    ),
    场次: "2026年7月",
    主题: "产业项目",
    段落: paragraphFields(["现将2026年7月重点项目观摩评比结果通报如下。", ...(long ? [LONG_PARAGRAPH] : [])]),
    结果: repeated(long ? 40 : 6, (at) => ({
      名次: String(at + 1),
      编号: `P-${String(at + 11).padStart(3, "0")}`,
      项目: at % 2 === 0 ? "新能源汽车零部件产业园一期工程" : "绿色建材生产线",
      单位: at % 2 === 0 ? "甲县人民政府" : "市城市建设投资集团有限公司",
      属地: "甲县",
      得分: (95.5 - at * 0.75).toFixed(2),
      评委: "11",
    })),
    注: paragraphFields(["注：评委11人，去掉最高分和最低分各1个后取平均；评委不评本单位项目。"]),
    ...foot({ 抄送: copies }),
    印发机关: OFFICE,
    印发日期: "2026年7月20日",
  }),
  计分说明: (long) => ({
    草稿: false,
    标题: "甲县2026年5月计分说明",
    单位: "甲县",
    期间: "2026年5月",
    总分: "88.35",
    名次: "县区和园区第4名（并列）",
    段落: paragraphFields(["依据2026年6月10日锁定的数据。下列算式用计算器可以逐项复核。"]),
    项: calculated(long ? 9 : 3),
    合计: paragraphFields(["30.00＋15.00＋12.35＝57.35，按权重折算为88.35。"]),
    脚注: paragraphFields(["免：6月1日至7月15日豁免（不可抗力，依据见「豁免」第3行）。"]),
    机关: OFFICE,
    日期: "2026年6月12日",
  }),
  清单调整通知: (long) => ({
    ...head(
      `${OFFICE}文件`,
      "甲重点办调整〔2026〕2号",
      "关于2026年第二季度重点项目清单调整的通知",
      "各县区、各有关单位",
    ),
    段落: paragraphFields([
      "经县区（单位）申请、分包市领导签字、领导小组审定，2026年第二季度重点项目清单作如下调整：调出 21 个，调入 41 个，重新核定 9 个。",
      ...(long ? [LONG_PARAGRAPH] : []),
    ]),
    平衡: [
      { 项: "数量（个）", 调整前: "148", 调出: "21", 调入: "41", 核定: "0", 调整后: "168" },
      {
        ...{ 项: "总投资（万元）", 调整前: "48,853,000", 调出: "6,300,000", 调入: "12,300,000", 核定: "-27,000.5" },
        调整后: "54,825,999.5",
      },
    ],
    调出: listMoves(long ? 21 : 1),
    调入: listMoves(long ? 41 : 2),
    核定: repeated(long ? 9 : 0, (at) => ({
      ...{ 序号: String(at + 1), 编号: `P-2026-${at + 101}`, 项目: "绿色建材生产线及配套综合管廊工程", 属地: "高新区" },
      ...{ 原总投资: "1,200,000", 新总投资: "1,350,000.5", 原计划: "300,000", 新计划: "—" },
    })),
    变更: repeated(long ? 3 : 0, (at) => ({
      ...{ 序号: String(at + 1), 申请: `T-2026-${at + 1}`, 项目: "P-044 职教园区", 类型: "变更计划竣工" },
      ...{ 原值: "2026-12-20", 新值: "2027-03-31" },
    })),
    注: paragraphFields(["调整前 − 调出 + 调入 + 重新核定的增减 = 调整后。"]),
    ...foot({
      附件: ["调出项目清单", "调入项目清单", "重新核定和变更项目清单"].map((名称, at) => ({
        序号: `${at + 1}.`,
        名称,
      })),
      抄送: copies,
    }),
    印发机关: OFFICE,
    印发日期: "2026年7月2日",
  }),
};

/** A realistic paper of the kind; `long`: three pages and more, with tables over a page's end. */
export const sample = (kind: DocumentKind, long: boolean): DocumentFields[DocumentKind] => SAMPLES[kind](long);
