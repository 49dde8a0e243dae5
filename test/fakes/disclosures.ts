import type { CalendarRow, Disclosure, RuleRow } from "../../lib/domain/registry.ts";

/** A row of 公开 of P-1 by 甲县 with its required cells and every other one absent. */
export const newDisclosure = (item: string, formedOn: string, more: Partial<Disclosure> = {}): Disclosure => ({
  workbook: "台账",
  key: `${more.project ?? "P-1"}/${item}`,
  project: "P-1",
  category: "施工",
  item,
  documentType: "其他",
  manner: null,
  formedOn,
  consultFrom: null,
  consultTo: null,
  discloser: "甲县",
  disclosedOn: null,
  link: null,
  withheldBecause: null,
  secrecyReview: null,
  ...more,
});

export const ruleFrom = (from: string, parameter: string, value: string): RuleRow => ({
  workbook: "台账",
  key: `${parameter}/${from}`,
  parameter,
  value,
  from,
  basis: "政务公开办〔2026〕3号",
  note: null,
});

export const countyRest = (date: string, scope = "甲县"): CalendarRow => ({
  ...{ workbook: "台账", key: `${date}/${scope}`, date, type: "放假", scope, basis: "县政府通知" },
});
