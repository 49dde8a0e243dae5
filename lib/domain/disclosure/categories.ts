/** The eight categories. Source: 国办发〔2017〕94号. */
export const DISCLOSURE_CATEGORIES = [
  "批准服务",
  "批准结果",
  "招标投标",
  "征收土地",
  "重大设计变更",
  "施工",
  "质量安全监督",
  "竣工",
] as const;
