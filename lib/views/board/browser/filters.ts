import { NOTHING_ASKED } from "./address.ts";
import { keysButton } from "./keys-told.ts";
import { ask, askedIn, type Reader } from "./reader.ts";

/** Long enough for the next letter to come, too short to be waited for. */
const TYPING_MS = 150;

/** A form that answers at once. */
export function startFilters(reader: Reader): void {
  const { form } = reader;
  if (form === null) return;
  let typing: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(typing);
    ask(reader, askedIn(reader));
  };
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    if (event.target !== reader.search) now();
    else if (!(event as InputEvent).isComposing) typing = setTimeout(now, TYPING_MS);
  });
  // The last letter of a word typed in pinyin comes with its end.
  form.addEventListener("compositionend", now);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  document.querySelector("#clear")?.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    ask(reader, { ...NOTHING_ASKED, sort: reader.query.sort });
    reader.search?.focus();
  });
  form.append(keysButton());
}
