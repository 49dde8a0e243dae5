import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";

/** A row of 规则 as a workbook holds it, in force all year. */
export const newRegistryRule = (parameter: string, value: string): TemplateRow => ({
  ...{ parameter, value, from: { date: "2026-01-01" }, basis: "试行〔2026〕1号" },
});
