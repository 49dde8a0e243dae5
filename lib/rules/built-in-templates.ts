/** 文书类型 and 公开类别 of what a step ends with. Source: 国办发〔2017〕94号，重大建设项目批准和实施领域. */
export const PAPERS = {
  许可: ["行政许可", "批准结果"],
  批复: ["其他", "批准结果"],
  征地: ["其他", "征收土地"],
  招标: ["其他", "招标投标"],
  竣工: ["其他", "竣工"],
  无: ["", ""],
} as const;

/** `after` names predecessors as the sheet numbers them: 可研编制SS+20d. Duration in working days; "法定": as the law's term stands on the day. */
export type TemplateLine = readonly [
  name: string,
  after: string,
  duration: number | "法定",
  paper: keyof typeof PAPERS,
  doneWhen: string,
];

type Lines = readonly TemplateLine[];

const REPORT: TemplateLine = ["环评（报告书）", "可研编制SS+20d", "法定", "许可", "取得环境影响报告书批复"];
const FORM: TemplateLine = ["环评（报告表）", "可研编制SS+20d", "法定", "许可", "取得环境影响报告表批复"];
const SOIL: TemplateLine = ["水土保持", "可研编制SS+20d", "法定", "许可", "取得水土保持方案批复"];

/** Source of the order: 《政府投资条例》第九条至第十三条，国办发〔2019〕11号（四个阶段、并联审批）. */
const government = (...assessments: Lines): Lines => [
  ["立项", "", 20, "批复", "取得项目建议书批复"],
  ["可研编制", "立项", 40, "无", "可行性研究报告通过评审"],
  ["用地预审", "立项", "法定", "许可", "取得用地预审与选址意见书"],
  ...assessments,
  ["可研", "可研编制,用地预审", 20, "批复", "取得可行性研究报告批复"],
  ["初步设计", "可研", 40, "批复", "取得初步设计及概算批复"],
  ["征地拆迁", "可研", 60, "征地", "完成交地"],
  ["用地规划许可", "可研", "法定", "许可", "取得建设用地规划许可证"],
  ["供地", "用地规划许可,征地拆迁", 20, "批复", "取得国有建设用地划拨决定书"],
  ["施工图审查", "初步设计FS+25d", "法定", "无", "取得施工图审查合格书（之前25个工作日出施工图）"],
  ["规划许可", "初步设计,供地", "法定", "许可", "取得建设工程规划许可证"],
  ["招标", "施工图审查", 25, "招标", "发出中标通知书，签订合同"],
  ["施工许可", `规划许可,招标,${assessments.map(([name]) => name).join(",")}`, "法定", "许可", "取得施工许可证"],
  ["开工", "施工许可", 5, "无", "监理签发开工令"],
];

const ENERGY: TemplateLine = ["节能审查", "备案FS+15d", 20, "许可", "取得节能审查意见"];

/** Source of the order: 《企业投资项目核准和备案管理条例》第十三条，国办发〔2019〕11号. */
const enterprise = (...assessments: Lines): Lines => [
  ["备案", "", 3, "批复", "取得企业投资项目备案证"],
  ["土地出让", "备案", 40, "无", "签订国有建设用地使用权出让合同"],
  ["环评（报告表）", "备案FS+20d", "法定", "许可", "取得环境影响报告表批复"],
  ...assessments,
  ["初步设计", "备案FS+10d", 30, "无", "方案和初步设计完成"],
  ["用地规划许可", "土地出让", "法定", "许可", "取得建设用地规划许可证"],
  ["施工图审查", "初步设计FS+20d", "法定", "无", "取得施工图审查合格书（之前20个工作日出施工图）"],
  ["规划许可", "用地规划许可,初步设计", "法定", "许可", "取得建设工程规划许可证"],
  ["招标", "施工图审查", 25, "无", "签订施工合同"],
  [
    "施工许可",
    ["规划许可", "招标", "环评（报告表）", ...assessments.map(([name]) => name)].join(","),
    "法定",
    "许可",
    "取得施工许可证",
  ],
  ["开工", "施工许可", 5, "无", "监理签发开工令"],
];

/**
 * `days`: from the end of the works to the acceptance, which is the finish (《建设工程质量管理条例》第十六条). 投产 ends so long after 竣工备案 that this is due
 * within its term of 竣工 in a back-schedule too.
 */
const finish = (after: string, days: number): Lines => [
  ["竣工", after, days, "竣工", "竣工验收合格"],
  ["竣工备案", "竣工", "法定", "竣工", "竣工验收备案"],
];
const CHECKED = (after: string): TemplateLine => ["专项验收", after, "法定", "无", "消防、规划等专项验收合格"];
const CLEAN: TemplateLine = ["环保验收", "调试", 30, "无", "竣工环境保护验收合格并公示"];

const building = (handover: string): Lines => [
  ["基础", "开工", 40, "无", "基础验收合格"],
  ["主体", "基础", 100, "无", "主体结构施工至顶层"],
  ["封顶", "主体", 15, "无", "主体结构封顶"],
  ["装修安装", "主体SS+50d,封顶FF+40d", 80, "无", "装饰装修和机电安装完成"],
  ["室外配套", "封顶", 40, "无", "道路、绿化、管网完成"],
  CHECKED("装修安装,室外配套"),
  ...finish("专项验收", 15),
  ["投产", "竣工,竣工备案FF+10d", 20, "无", handover],
];

const FACTORY: Lines = [
  ["基础", "开工", 30, "无", "厂房和设备基础验收合格"],
  ["主体", "基础", 60, "无", "厂房主体结构施工至顶层"],
  ["封顶", "主体", 10, "无", "主体结构封顶"],
  ["设备采购", "开工", 80, "无", "主要设备到场"],
  ["设备安装", "封顶,设备采购", 40, "无", "设备全部安装"],
  ["调试", "设备安装", 20, "无", "联动试车合格"],
  CHECKED("设备安装"),
  ...finish("专项验收,调试", 10),
  CLEAN,
  ["投产", "竣工,竣工备案FF+5d,环保验收", 15, "无", "投入生产"],
];

const LINEAR: Lines = [
  ["管线迁改", "征地拆迁,开工SS", 40, "无", "迁改完成并验收"],
  ["基础", "开工", 60, "无", "路基、桩基等基础工程完成"],
  ["主体", "基础SS+30d,管线迁改", 120, "无", "主体工程完成"],
  ["附属工程", "主体FF+20d", 60, "无", "附属及交安设施完成"],
  ...finish("附属工程", 20),
  ["投产", "竣工,竣工备案FF", 10, "无", "通车或投入运行"],
];

const RESTORING: Lines = [
  ["截污管网", "开工", 60, "无", "管网贯通"],
  ["基础", "开工", 40, "无", "构筑物基础验收合格"],
  ["主体", "基础", 70, "无", "构筑物完成"],
  ["设备安装", "主体", 30, "无", "设备全部安装"],
  ["调试", "设备安装,截污管网", 20, "无", "联动试车合格"],
  ["生态修复", "截污管网", 60, "无", "植被成活率达标"],
  ...finish("调试,生态修复", 15),
  CLEAN,
  ["投产", "竣工,竣工备案FF,环保验收", 10, "无", "投入运行"],
];

const SIGHTS: Lines = [
  ["基础配套", "开工", 40, "无", "水电路通"],
  ["基础", "开工", 40, "无", "基础验收合格"],
  ["主体", "基础", 80, "无", "主体结构施工至顶层"],
  ["封顶", "主体", 10, "无", "主体结构封顶"],
  ["景观工程", "主体SS+40d,基础配套", 60, "无", "景观完成"],
  ["布展装修", "封顶", 60, "无", "布展完成"],
  CHECKED("景观工程,布展装修"),
  ...finish("专项验收", 15),
  ["投产", "竣工,竣工备案FF+10d", 20, "无", "开园迎客"],
];

/** By who invests, and for each of the five categories. The tab 节点模板 replaces a template of the same name whole. */
export const BUILT_IN: Readonly<Record<string, Lines>> = {
  政府投资: [...government(REPORT, SOIL), ...building("交付使用")],
  企业投资: [...enterprise(), ...building("交付使用")],
  产业: [...enterprise(ENERGY), ...FACTORY],
  基础设施: [...government(REPORT, SOIL), ...LINEAR],
  民生: [...government(FORM), ...building("交付使用")],
  生态环保: [...government(REPORT, SOIL), ...RESTORING],
  文化旅游: [...enterprise(), ...SIGHTS],
};
