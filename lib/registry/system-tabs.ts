import type { SystemHeader } from "../ports/spreadsheet.ts";
import { type Column, systemDate, systemDecimal, systemInt, systemText, type TabDef } from "./column.ts";
import { columnOf, TABS, tabOf } from "./tabs.ts";

/** A tab of ours: replaced whole at every change. Source: registry.md "System tabs", columns of 汇总, 进度 and 排名: issue 2. */
export interface SystemTabDef {
  readonly title: string;
  readonly headers: readonly SystemHeader[];
  /** The department tab whose verdicts it mirrors, "" for the others. */
  readonly mirrors: string;
  readonly ridesAlong: boolean;
}

/** For a reader's use beside the key: the name of what the row is about. */
const CAPTIONS: Readonly<Record<string, string>> = {
  projects: "name",
  milestones: "name",
  issues: "description",
  tasks: "content",
};

export const captionOf = (tab: TabDef): Column | null => {
  const code = CAPTIONS[tab.code];
  return code === undefined ? null : columnOf(tab, code);
};

const plain = (column: Column): SystemHeader => systemText(column.header, Math.max(12, column.width));

/** Key columns as typed, the caption, then every system column of the tab. */
const mirrorOf = (tab: TabDef): SystemTabDef => {
  const caption = captionOf(tab);
  const keys = tab.key.map((code) => plain(columnOf(tab, code)));
  return own(`系统-${tab.title}`, [...keys, ...(caption === null ? [] : [plain(caption)]), ...tab.system], tab.code);
};

const own = (title: string, headers: readonly SystemHeader[], mirrors = "", ridesAlong = false): SystemTabDef => ({
  title,
  headers,
  mirrors,
  ridesAlong,
});

const words = (titles: string, width = 12): readonly SystemHeader[] =>
  titles.split(" ").map((title) => systemText(title, width));
const figures = (titles: string): readonly SystemHeader[] => titles.split(" ").map((title) => systemDecimal(title));

/** Indicators of the monthly score, in the order of domain.md. 新增规上企业 weighs 0 unless the rules say otherwise. */
const SCORED_INDICATORS = [
  "投资完成率",
  "开工率",
  "竣工投产率",
  "资金到位率",
  "节点按期率",
  "问题办结率",
  "报送",
  "督导",
  "入统率",
] as const;

/** 系统-排名 for the indicators that carry a weight: each with its points and its rate. */
export const rankingHeaders = (indicators: readonly string[] = SCORED_INDICATORS): readonly SystemHeader[] => [
  ...words("期间 组别"),
  systemInt("名次"),
  systemText("单位", 16),
  systemDecimal("总分", "decimal2"),
  ...indicators.flatMap((name) => [systemDecimal(`${name}得分`, "decimal2"), systemDecimal(`${name}(%)`)]),
  systemInt("上期名次"),
  systemText("变化", 8),
  systemText("说明", 40),
];

const MIRRORS = TABS.filter((tab) => tab.system.length > 0).map(mirrorOf);

const RESULTS: readonly SystemTabDef[] = [
  own("系统-汇总", [
    ...words("维度 分组"),
    systemInt("项目数"),
    ...figures("总投资(亿元) 年度计划投资(亿元) 年初累计完成(亿元) 完成率(%) 序时(%)"),
  ]),
  own("系统-进度", [
    systemText("期间", 12),
    ...figures("计划投资(亿元) 累计计划(%) 累计完成(亿元) 累计完成(%)"),
    systemInt("计划开工数"),
    ...figures("累计开工率(%)"),
    systemInt("计划竣工数"),
    ...figures("项目开工率(%) 资金到位率(%) 框架内合同转化率(%) 建成投产率(%)"),
  ]),
  own("系统-排名", rankingHeaders()),
  own("系统-红黑榜", [
    ...words("期间 组别 榜别"),
    systemInt("名次"),
    systemText("单位", 16),
    ...figures("投资完成率(%) 目标(%)"),
    systemText("理由", 40),
  ]),
  own("系统-数据问题", [
    ...words("工作簿 工作表 键 单元格 表头"),
    systemText("所填内容", 24),
    systemText("代码", 18),
    ...words("问题 建议", 40),
    systemText("责任单位", 16),
  ]),
  own("系统-变更", [
    ...words("首次读到 上次未见", 18),
    ...words("工作簿 工作表 键 表头"),
    ...words("原内容 现内容", 24),
    systemText("说明", 40),
    systemText("责任单位", 16),
  ]),
];

const LEDGERS: readonly SystemTabDef[] = [
  own(
    "系统-通知",
    [...words("收件人 种类 事项", 24), systemText("状态", 8), ...words("首次应发 最近变化 邮件编号", 20)],
    "",
    true,
  ),
  own(
    "系统-运行",
    [
      systemInt("序号"),
      systemText("任务", 10),
      systemText("运行键", 24),
      systemDate("截至日期"),
      ...words("开始 结束", 20),
      systemText("状态", 8),
      ...["项目数", "节点数", "数据问题", "发出", "拒发", "待定"].map(systemInt),
      systemText("说明", 40),
    ],
    "",
    true,
  ),
];

export const SYSTEM_TABS: readonly SystemTabDef[] = [...MIRRORS, ...RESULTS, ...LEDGERS];

/** By title with or without 系统-; throws for a name that is none. */
export function systemTabOf(title: string): SystemTabDef {
  const found = SYSTEM_TABS.find((tab) => tab.title === title || tab.title === `系统-${title}`);
  if (found === undefined) throw new RangeError(`no system tab ${title}`);
  return found;
}

/** 系统-节点 for milestones, and so on. */
export const mirrorTabOf = (code: string): SystemTabDef => systemTabOf(tabOf(code).title);
