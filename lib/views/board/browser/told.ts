import { countWords } from "../fields.ts";
import { selectionWords } from "../selection.ts";
import { hides } from "./address.ts";
import { missed } from "./links.ts";
import type { Reader } from "./reader.ts";

/** Says how many rows are shown, where a screen reader hears it; nothing is said twice. */
export function tell({ query, shown, cards }: Reader): void {
  put("count", `${countWords(shown.length, cards.length)}${missedWords()}`);
  put("tally", shown.length < cards.length ? selectionWords(shown) : "");
  document.documentElement.classList.toggle("filtered", hides(query));
}

/** An old letter's link may point at a project that is gone, or that is not this reader's to see. */
function missedWords(): string {
  const code = missed();
  return code === "" ? "" : `。链接所指的项目 ${code} 不在本页，可能编号已改或不在可查看的范围`;
}

function put(id: string, words: string): void {
  const place = document.getElementById(id);
  if (place !== null && place.textContent !== words) place.textContent = words;
}
