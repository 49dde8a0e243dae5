import { queryOf } from "./address.ts";
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
  form.append(keysButton());
}

/** A figure of the overview asks for its projects: answered here, where nothing has to be fetched for it. */
export function startAsking(reader: Reader): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isOther = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (isOther || link?.getAttribute("href")?.startsWith("?") !== true) return;
    event.preventDefault();
    ask(reader, { ...queryOf(link.search), sort: reader.query.sort });
    if (link.closest("form") === null) goToRows();
  });
}

/** Eyes, keys and screen readers go on where the rows begin. */
function goToRows(): void {
  const heading = document.querySelector<HTMLElement>("#projects h2");
  if (heading !== null) heading.tabIndex = -1;
  heading?.focus({ preventScroll: true });
  document.getElementById("projects")?.scrollIntoView();
}
