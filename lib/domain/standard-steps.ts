/**
 * Names of milestones that the program knows, in their usual order, with what offices write for them. Names are registry values, not sentences.
 * A standard name says what a row is about; that a row *dates* its project is for `isProjectDate` alone, which is narrower.
 */
const ALIASES = {
  立项: ["项目建议书", "建议书", "政府投资项目立项"],
  备案: ["企业投资项目备案", "投资项目备案", "立项备案", "备案立项", "发改备案"],
  核准: ["企业投资项目核准", "投资项目核准", "项目申请报告", "立项核准"],
  稳评: ["社会稳定风险评估", "稳定风险评估", "社会稳定风险评估报告"],
  用地预审: [
    "用地预审意见",
    "用地预审与选址",
    "用地预审与选址意见",
    "用地预审与选址意见书",
    "用地预审和选址意见书",
    "用地预审及选址意见书",
    "选址意见",
    "选址意见书",
    "规划选址",
    "规划选址与用地预审",
  ],
  可研编制: ["可研报告编制", "可行性研究报告编制", "编制可研", "编制可研报告", "编制可行性研究报告"],
  可研: ["可研报告", "可行性研究", "可行性研究报告"],
  环评: [
    "环境影响评价",
    "环境影响评价文件",
    "环境影响报告",
    "环境影响报告书",
    "环境影响报告表",
    "环境影响评价报告",
    "环评报告",
    "环评报告书",
    "环评报告表",
    "环评文件",
  ],
  节能审查: ["节能评估", "能评", "节能评估审查", "固定资产投资项目节能审查"],
  水土保持: ["水保", "水保方案", "水土保持方案", "生产建设项目水土保持方案"],
  初步设计: ["初设", "初步设计及概算", "初步设计和概算", "初设及概算", "初步设计概算"],
  征地拆迁: ["征拆", "征地", "拆迁", "征收拆迁", "征地拆迁安置", "土地征收", "土地征收与房屋拆迁", "交地"],
  供地: ["土地供应", "土地划拨", "国有土地划拨", "国有建设用地划拨", "国有建设用地划拨决定", "建设用地批准"],
  土地出让: [
    "土地招拍挂",
    "土地摘牌",
    "土地出让合同",
    "土地出让合同签订",
    "签订土地出让合同",
    "国有建设用地使用权出让",
    "国有建设用地使用权出让合同",
  ],
  用地规划许可: ["建设用地规划许可", "用地规划"],
  施工图审查: ["施工图设计文件审查", "施工图设计审查", "施工图联审", "施工图审"],
  规划许可: ["工程规划许可", "建设工程规划许可", "规划工程许可"],
  招标: ["招投标", "施工招标", "施工招投标", "工程招标", "工程招投标", "施工总承包招标", "招标投标", "总承包招标"],
  施工合同: [
    ...["合同", "合同签订", "签订合同", "施工合同签订", "签订施工合同", "工程合同", "建设工程施工合同", "工程承包合同"],
    ...["总承包合同", "工程总承包合同", "施工总承包合同", "施工总承包合同签订", "工程总承包合同签订"],
  ],
  资金落实: [
    "资金",
    "资金到位",
    "建设资金",
    "建设资金落实",
    "建设资金到位",
    "项目资金到位",
    "资金筹措",
    "资本金到位",
    "资金安排",
  ],
  施工许可: [
    ...["建筑工程施工许可", "建设工程施工许可", "工程施工许可", "建筑施工许可"],
    ...["开工报告", "开工报告批准", "工程开工报告"],
  ],
  开工: ["开工建设", "正式开工", "全面开工", "破土动工", "动工"],
  基础: ["基础工程", "基础施工", "厂房基础", "地基与基础", "桩基及基础"],
  主体: ["主体工程", "主体施工", "主体工程施工", "主体结构", "主体结构施工"],
  封顶: ["主体封顶", "主体结构封顶", "结构封顶", "主体工程封顶", "全面封顶"],
  设备安装: ["设备采购安装", "设备采购及安装", "设备安装工程", "机电安装"],
  调试: ["设备调试", "联合调试", "联调联试", "联动试车", "试车", "设备联调"],
  专项验收: ["消防验收", "规划核实", "单项验收"],
  竣工验收: ["竣工联合验收", "联合验收"],
  竣工: ["建成", "全面竣工", "完工竣工", "全部竣工"],
  竣工备案: ["竣工验收备案", "竣工验收备案表"],
  环保验收: ["竣工环保验收", "竣工环境保护验收", "环境保护验收", "环保设施验收"],
  试运行: ["试生产", "试运营", "试运转", "试投产"],
  投产: [
    "投运",
    "投产达效",
    "建成投产",
    "正式投产",
    "投产运营",
    "投入运营",
    "投入使用",
    "投入运行",
    "交付使用",
    "建成投用",
    "建成通车",
    "通车",
    "开园",
    "开业",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type StandardStep = keyof typeof ALIASES;

/** In the usual order of a project's life. */
export const STANDARD_STEPS = Object.keys(ALIASES) as readonly StandardStep[];

/** Steps that end with a paper of an authority; their names carry 批复, 证, 手续 and the like at will. */
const PAPERS: ReadonlySet<StandardStep> = new Set([
  ...["立项", "备案", "核准", "稳评", "用地预审", "可研", "环评", "节能审查", "水土保持", "初步设计"],
  ...["供地", "土地出让", "用地规划许可", "施工图审查", "规划许可", "招标", "施工许可", "竣工备案", "环保验收"],
] as readonly StandardStep[]);

export const isPaper = (step: StandardStep): boolean => PAPERS.has(step);

const BY_NAME: ReadonlyMap<string, StandardStep> = new Map(
  STANDARD_STEPS.flatMap((step) => [step, ...ALIASES[step]].map((name) => [name, step] as const)),
);

const LONGEST = 60;
/** A part of a project is not the project: 施工许可（一期） is no standard name. */
const PART_OF = /[（(][^（）()]*[\d期段标楼栋号片区座]+[^（）()]*[）)]/;
const BRACKETS = /[（(][^（）()]*[）)]/g;
const BEFORE = /^(?:取得|办理|完成|通过|办结|获得|领取|核发|报批|实际|建设项目|项目|工程)/;
const AFTER = /(?:批复文件|合格书|批复|批准书|批准|审批|核发|办理|办结|取得|手续|证书|证|书|文件)$/;
const DONE = /(?:完成|完工|合格|通过)$/;

/** What a milestone is about, by its name as typed; null = none of the standard steps. Pure look-up: no guess by likeness. */
export function standardStepOf(name: string): StandardStep | null {
  const exact = BY_NAME.get(name);
  if (exact !== undefined) return exact;
  if (name.length > LONGEST) return null;
  const plain = name.normalize("NFKC").replace(/[\s“”"《》]+/g, "");
  if (PART_OF.test(plain)) return null;
  const known = BY_NAME.get(plain.replace(BRACKETS, "")) ?? stripped(plain.replace(BRACKETS, ""));
  return known ?? null;
}

/** Words before any name, words after the name of a paper: 开工手续办理 is no 开工. */
function stripped(name: string): StandardStep | undefined {
  for (let core = name; ; core = core.replace(BEFORE, "")) {
    const event = BY_NAME.get(core) ?? BY_NAME.get(core.replace(DONE, ""));
    if (event !== undefined) return event;
    const paper = paperOf(core);
    if (paper !== undefined || !BEFORE.test(core)) return paper;
  }
}

function paperOf(name: string): StandardStep | undefined {
  for (let core = name.replace(DONE, ""); AFTER.test(core); ) {
    core = core.replace(AFTER, "");
    const step = BY_NAME.get(core);
    if (step !== undefined) return isPaper(step) ? step : undefined;
  }
  return undefined;
}

/** Names that offices use for one deed: with one of them in a chain the others are not missing. */
const ONE_DEED: readonly (readonly StandardStep[])[] = [
  ["立项", "备案", "核准"],
  ["竣工", "竣工验收"],
];

export const isSameDeed = (a: StandardStep, b: StandardStep): boolean =>
  a === b || ONE_DEED.some((names) => names.includes(a) && names.includes(b));

/** What 计划竣工 and 计划投产 of a project mean in its chain, best name first. */
const FIXED = { finish: ["竣工", "竣工验收", "竣工备案"], operation: ["投产"] } as const satisfies Readonly<
  Record<string, readonly StandardStep[]>
>;

/** The rows that stand for the project's 竣工 (else its 竣工验收, else its 竣工备案) or 投产: several when a name stands twice, none when none does. */
export function fixedRows<T extends { readonly name: string }>(
  rows: readonly T[],
  which: keyof typeof FIXED,
): readonly T[] {
  for (const step of FIXED[which]) {
    const found = rows.filter(({ name }) => standardStepOf(name) === step);
    if (found.length > 0) return found;
  }
  return [];
}
