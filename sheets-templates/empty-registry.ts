import type { NewWorkbook } from "../lib/ports/workbook-file.ts";
import { registrySheets } from "./registry-sheets.ts";

/** The empty template. 规则 holds no 计划年度: the office sets its own year, and the first check asks for it. */
export const emptyRegistry = (): NewWorkbook => ({ title: "重点项目台账", sheets: registrySheets({}) });
