import { isMarkedName, isMarkedText, SecrecyError } from "./secrecy.ts";

/** A marking stands alone on one of the first lines, perhaps beside 特急: 机密 特急. */
const HEAD = 8;
const SHORT = 15;

/** Looks at the file's name and at every text in it. The error names neither the file nor what was found. Throws SecrecyError. */
export function refuseSecretMinutes(fileName: string, texts: readonly string[]): void {
  const head = texts.filter((text) => text.trim() !== "").slice(0, HEAD);
  const marked =
    isMarkedName(fileName.replace(/\.[a-z]{2,4}$/i, "")) ||
    texts.some(isMarkedText) ||
    head.some((text) => text.trim().length <= SHORT && isMarkedName(text));
  if (marked) throw new SecrecyError("会议纪要");
}
