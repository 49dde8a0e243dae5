/** How sure the wording of an entry is. */
export type ItemSource =
  /** As the document has it, word for word as far as quoted by published catalogues that cite it. */
  | "quoted"
  /** The document's list from memory: compare with the original before citing it. */
  | "recalled";

/** One of the eight categories: what is published, and who publishes it. */
export interface DisclosureCategory {
  readonly category: string;
  /** Its name in the document. */
  readonly title: string;
  readonly items: readonly string[];
  readonly discloser: string;
  readonly source: ItemSource;
}

/** Source: 国办发〔2017〕94号 二（一）, 二（二）; 征收土地 and the terms compared with 重大建设项目领域基层政务公开标准目录 of several places, which quote it. */
export const DISCLOSURE_ITEMS: readonly DisclosureCategory[] = [
  {
    category: "批准服务",
    title: "批准服务信息",
    items: ["申报要求", "申报材料清单", "批准流程", "办理时限", "受理机构联系方式", "监督举报方式"],
    discloser: "办理该事项的审批、核准部门",
    source: "quoted",
  },
  {
    category: "批准结果",
    title: "批准结果信息",
    items: [
      "项目建议书审批结果",
      "可行性研究报告审批结果",
      "初步设计文件审批结果",
      "项目核准结果",
      "节能审查意见",
      "建设项目选址意见审批结果",
      "建设项目用地（用海）预审结果",
      "环境影响评价审批文件",
      "建设用地（含临时用地）规划许可审批结果",
      "建设工程规划类许可审批结果",
      "施工许可（开工报告）审批结果",
      "招标事项审批核准结果",
      "取水许可、水土保持方案、洪水影响评价等涉水事项审批结果",
    ],
    discloser: "作出批准决定的部门",
    source: "recalled",
  },
  {
    category: "招标投标",
    title: "招标投标信息",
    items: ["资格预审公告", "招标公告", "中标候选人公示", "中标结果公示", "合同订立及履行情况", "招标投标违法处罚信息"],
    discloser: "招标人及招标投标行政监督部门",
    source: "recalled",
  },
  {
    category: "征收土地",
    title: "征收土地信息",
    items: [
      "征地告知书以及履行征地报批前程序的相关证明材料",
      "建设项目用地呈报说明书",
      "农用地转用方案",
      "补充耕地方案",
      "征收土地方案",
      "供地方案",
      "征地批后实施中征地公告",
      "征地补偿安置方案公告",
    ],
    discloser: "市县人民政府和自然资源主管部门",
    source: "quoted",
  },
  {
    category: "重大设计变更",
    title: "重大设计变更信息",
    items: ["项目设计变更原因", "主要变更内容", "变更依据", "批准单位", "变更结果"],
    discloser: "批准设计变更的部门",
    source: "recalled",
  },
  {
    category: "施工",
    title: "施工有关信息",
    items: [
      "项目法人单位及其主要负责人信息",
      "设计、施工、监理单位及其主要负责人、项目负责人信息和资质情况",
      "施工单位项目管理机构设置、工作职责、主要管理制度",
      "施工期环境保护措施落实情况",
    ],
    discloser: "项目主管部门督促项目法人单位公开，或由主管部门公开",
    source: "recalled",
  },
  {
    category: "质量安全监督",
    title: "质量安全监督信息",
    items: ["质量安全监督机构及其联系方式", "质量安全行政处罚情况"],
    discloser: "质量安全监督部门",
    source: "recalled",
  },
  {
    category: "竣工",
    title: "竣工有关信息",
    items: [
      "竣工验收时间、工程质量验收结果",
      "竣工验收备案时间、备案编号、备案部门、交付使用时间",
      "竣工决算审计单位、审计结论、财务决算金额",
    ],
    discloser: "组织竣工验收、备案和审计的部门",
    source: "recalled",
  },
];
