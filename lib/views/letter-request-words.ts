import type { LetterDraft } from "../domain/letter-draft.ts";
import { oneLine } from "./one-line.ts";

const STANDS: Readonly<Record<"new" | "same" | "confirmed" | "dropped", string>> = {
  new: "已起草",
  same: "已有同样的草稿",
  confirmed: "今天同样内容的函已确认发出",
  dropped: "今天同样内容的草稿已撤回，不再起草",
};

/** What became of a 提醒函 that was asked for. */
export function askedLetterWords(asked: {
  readonly state: keyof typeof STANDS;
  readonly id: string;
  readonly letter: LetterDraft;
}): string {
  const { state, id, letter } = asked;
  const { unit, type, matters, text } = letter;
  const head = `${STANDS[state]}：${id}，致${oneLine(unit, 40)}的${type}（${matters.length} 件）`;
  const next = `核对后运行 duban confirm ${id} --by 姓名；先看纸面的运行 duban documents ${id} --out 文件.docx。`;
  return [head, ...text.map((line) => oneLine(line, 400)), ...(state === "new" || state === "same" ? [next] : [])].join(
    "\n",
  );
}

export const noLetterWords = (asked: {
  readonly state: "no-such-unit" | "nothing-overdue";
  readonly unit: string;
  readonly nearest?: string | null;
}): string => {
  const unit = oneLine(asked.unit, 40);
  if (asked.state === "nothing-overdue") return `${unit}没有已过时限、待其办理的问题和任务，没有起草。`;
  const close = asked.nearest === null || asked.nearest === undefined ? "" : `，最接近“${oneLine(asked.nearest, 40)}”`;
  return `“${unit}” 不在「单位」表${close}。没有起草。`;
};

export const otherTypeWords = (type: string): string =>
  `--type “${oneLine(type, 20)}” 不能由人起草：督办函、约谈和通报由每天的运行按逾期升级起草（duban drafts）。这里只起草提醒函。`;
