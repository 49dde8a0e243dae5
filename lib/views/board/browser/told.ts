import { countWords } from "../fields.ts";
import { selectionWords } from "../selection.ts";
import { hides } from "./address.ts";
import type { Reader } from "./reader.ts";

/** Says how many rows are shown, where a screen reader hears it; nothing is said twice. */
export function tell({ query, shown, cards }: Reader): void {
  put("count", countWords(shown.length, cards.length));
  put("tally", shown.length < cards.length ? selectionWords(shown) : "");
  document.documentElement.classList.toggle("filtered", hides(query));
}

function put(id: string, words: string): void {
  const place = document.getElementById(id);
  if (place !== null && place.textContent !== words) place.textContent = words;
}
