import { keysDialog, letterKeys } from "./keys-told.ts";
import { ask, askedIn, type Reader } from "./reader.ts";
import { detailsOf, summaryOf } from "./sheet.ts";

const FIELDS_OF_TEXT = "input, select, textarea";

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches(FIELDS_OF_TEXT);

const projectAround = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(".project") : null;

/** Where the reader stands among the rows shown; -1: at none of them. */
const placeOf = (reader: Reader, target: EventTarget | null): number => {
  const project = projectAround(target);
  return reader.shown.findIndex(({ element }) => element === project);
};

function goTo(reader: Reader, place: number): void {
  const card = reader.shown[Math.min(Math.max(place, 0), reader.shown.length - 1)];
  if (card === undefined) return;
  summaryOf(card.element)?.focus();
  card.element.scrollIntoView({ block: "nearest" });
}

/** Keys that are no letters move only from a project to another, so that arrows scroll the page everywhere else. */
const MOVES: Readonly<Record<string, (place: number, last: number) => number>> = {
  ArrowDown: (place) => place + 1,
  ArrowUp: (place) => place - 1,
  Home: () => 0,
  End: (_, last) => last,
};

const LETTERS: Readonly<Record<string, (reader: Reader, place: number) => void>> = {
  "/": ({ search }) => {
    search?.focus();
    search?.select();
  },
  j: (reader, place) => goTo(reader, place + 1),
  k: (reader, place) => goTo(reader, place - 1),
  "?": () => keysDialog().showModal(),
};

function leave(reader: Reader, target: EventTarget | null): boolean {
  if (target === reader.search && reader.search !== null && reader.search.value !== "") {
    reader.search.value = "";
    ask(reader, askedIn(reader));
    return true;
  }
  const project = projectAround(target);
  const details = project === null ? null : detailsOf(project);
  if (project === null || details?.open !== true) return false;
  details.open = false;
  summaryOf(project)?.focus();
  return true;
}

/** True: the key was ours. */
function pressed(reader: Reader, { key, target }: KeyboardEvent): boolean {
  if (key === "Escape") return leave(reader, target);
  if (isField(target)) return false;
  const place = placeOf(reader, target);
  const letter = letterKeys() ? LETTERS[key] : undefined;
  if (letter !== undefined) {
    letter(reader, place);
    return true;
  }
  const move = MOVES[key];
  if (move === undefined || !(target instanceof HTMLElement) || !target.matches("summary")) return false;
  goTo(reader, move(place, reader.shown.length - 1));
  return true;
}

export function startKeys(reader: Reader): void {
  document.addEventListener("keydown", (event) => {
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (isOther || document.querySelector("dialog[open]") !== null) return;
    if (pressed(reader, event)) event.preventDefault();
  });
}
