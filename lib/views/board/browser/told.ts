import { countWords } from "../fields.ts";
import { hides } from "./address.ts";
import type { Reader } from "./reader.ts";

/** Says how many rows are shown, where a screen reader hears it; nothing is said twice. */
export function tell({ query, shown, cards }: Reader): void {
  const words = countWords(shown.length, cards.length);
  const count = document.getElementById("count");
  if (count !== null && count.textContent !== words) count.textContent = words;
  document.documentElement.classList.toggle("filtered", hides(query));
}
