import type { CellValue } from "../ports/spreadsheet.ts";
import { oneLine } from "./one-line.ts";

/** How a request of 控制台 ended, or that it is at work. Times as people see them. */
export interface ConsoleResult {
  readonly state: "running" | "done" | "failed" | "refused";
  readonly began: string;
  readonly ended: string;
  readonly words: string;
}

const STATES: Readonly<Record<ConsoleResult["state"], string>> = {
  running: "运行中",
  done: "已完成",
  failed: "未完成",
  refused: "未受理",
};

export const requestStateWord = (state: ConsoleResult["state"]): string => STATES[state];

/** 状态, 开始, 结束, 结果. */
export const consoleCells = ({ state, began, ended, words }: ConsoleResult): readonly CellValue[] => [
  STATES[state],
  began,
  ended,
  oneLine(words, 500),
];

const REFUSED: Readonly<Record<string, string>> = {
  "both-ticked": "申请运行和确认发布只能勾选一个。请用新的申请号重新填写。",
  unreadable: "有无法识别的单元格，见“系统-数据问题”。请用新的申请号重新填写。",
  "unknown-command":
    "不认识运行内容，可填：日常、每周、月度、月度 2026-05、季度 2026Q3、年度 2026。请用新的申请号重新填写。",
  "no-draft-or-code":
    "确认发布要填草稿编号和校验码，如：M-2026-05 校验码 12345678；先征求意见的填：征求意见 M-2026-05 校验码 12345678（校验码见管理员收到的邮件）。请用新的申请号重新填写。",
  "wrong-code": "草稿编号或校验码不对。校验码见管理员收到的邮件；连错五次后只能由管理员用命令行确认。",
  "no-applicant": "没有填写申请人。请填管理员姓名，并用新的申请号。",
  unprotected:
    "「控制台」没有受保护，任何人都能勾选，因此不受理。请把整张表设为只有管理员可编辑的受保护范围，再用新的申请号。",
  "not-supported": "本地文件不受理控制台的申请，请用命令行。",
};

export const refusedRequestWords = (because: string): string => REFUSED[because] ?? "不予受理。";

export const strangersWords = (accounts: readonly string[]): string =>
  `能编辑「控制台」的账号中有非管理员：${oneLine(accounts.join("、"), 200)}，因此不受理。请收回其权限，或在「人员」登记为管理员，再用新的申请号。`;

export const runResultWords = (outcome: {
  readonly cellsChanged: number;
  readonly sent: number;
  readonly findings: number;
}): string => `改动 ${outcome.cellsChanged} 格，发出 ${outcome.sent} 封，数据问题 ${outcome.findings} 处。`;
