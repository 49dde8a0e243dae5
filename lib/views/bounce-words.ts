import type { Bounce } from "../domain/bounce.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { dayWords } from "./words.ts";

/** 6月12日（周五）退信 · 6月12日（周五）被收件人标为垃圾邮件 */
export const bounceWords = ({ kind, at }: Pick<Bounce, "kind" | "at">): string =>
  `${dayWords(dayAt(at))}${kind === "bounce" ? "退信" : "被收件人标为垃圾邮件"}`;
