import { oneLine } from "./one-line.ts";

/** What a mail server, or the outbox, answered to a letter that did not leave. */
export function answerWords(answer: string): string {
  const file = /outbox-not-a-folder (.+)$/s.exec(answer)?.[1];
  return file === undefined ? oneLine(answer, 160) : `DUBAN_MAIL 的 outbox:“${oneLine(file, 120)}” 不是文件夹`;
}
