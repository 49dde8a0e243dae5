import type { RehearsalFacts } from "./facts.ts";
import { faultName, faultWhat } from "./words.ts";

/** What was written, and where. `ground`: the workbook to practise on; null: none. */
export interface RehearsalFiles {
  readonly page: string;
  readonly ground: string | null;
}

const MOST = 20;

/** On the console: the year in a few lines, what was wrong with it, and where to look. */
export function rehearsedWords(
  { size, mail, faults, from, to }: RehearsalFacts,
  { page, ground }: RehearsalFiles,
): string {
  const told = faults
    .slice(0, MOST)
    .map((fault) => `  ${faultName(fault.code)}：${fault.day === "" ? "" : `${fault.day} `}${faultWhat(fault)}`);
  const more = faults.length > MOST ? [`  另有 ${faults.length - MOST} 处，见报告。`] : [];
  return [
    `演练 ${from} 至 ${to}：${size.projects} 个项目，发信 ${mail.sent} 封（${mail.people} 人）。`,
    faults.length === 0 ? "没有发现问题。" : `发现 ${faults.length} 处问题：`,
    ...told,
    ...more,
    `报告（用浏览器打开）：${page}`,
    ...(ground === null ? [] : [groundWords(ground, to)]),
  ].join("\n");
}

const groundWords = (file: string, day: string): string =>
  `供练习的台账：${file}\n接着试：环境变量 DUBAN_NOW 设为 ${day}T19:00，DUBAN_REGISTRY 设为上面的台账，再运行 npx duban drafts 等。`;
