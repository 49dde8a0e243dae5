import { BOARD_FIELDS, type BoardQuery, FEW, LOT } from "../fields.ts";
import { queryOf, searchOf, tidy } from "./address.ts";
import { inOrder, wanted } from "./choice.ts";
import { linked } from "./links.ts";
import { type Card, cardsOf } from "./sheet.ts";
import { tell } from "./told.ts";

/** What one reader looks at. The address holds it all, so that it can be sent on, kept and gone back from. */
export interface Reader {
  readonly form: HTMLFormElement | null;
  readonly search: HTMLInputElement | null;
  /** In the order shown. */
  cards: readonly Card[];
  shown: readonly Card[];
  query: BoardQuery;
  /** The project the address pointed at last. */
  opened: HTMLElement | null;
}

export function openReader(): Reader {
  const form = document.querySelector<HTMLFormElement>("form#filters");
  const search = form?.querySelector<HTMLInputElement>("[name=q]") ?? null;
  const cards = cardsOf(document);
  return { form, search, cards, shown: cards, query: queryOf(""), opened: null };
}

type Control = HTMLInputElement | HTMLSelectElement | RadioNodeList;

const controlOf = (form: HTMLFormElement, field: string): Control | null =>
  form.elements.namedItem(field) as Control | null;

/** What the form asks for now; a field it has no control for stays as it was. */
export function askedIn({ form, query }: Reader): BoardQuery {
  const read = (field: (typeof BOARD_FIELDS)[number]) =>
    tidy((form === null ? null : controlOf(form, field))?.value ?? query[field]);
  return Object.fromEntries(BOARD_FIELDS.map((field) => [field, read(field)])) as unknown as BoardQuery;
}

function fillForm({ form, query, search }: Reader): void {
  if (form === null) return;
  for (const field of BOARD_FIELDS) {
    const control = controlOf(form, field);
    // Nobody's typing is tidied under their hands.
    if (control !== null && !(control === search && tidy(control.value) === query.q)) control.value = query[field];
  }
}

const lotsOf = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>("#projects > .rows")];

/** Puts the rows into the order asked for, lot by lot from the end. Only those that are out of it are moved, since a row with its drawing is heavy. */
function sort(reader: Reader, by: string): void {
  reader.cards = inOrder(reader.cards, by);
  const focus = document.activeElement;
  const lots = lotsOf();
  let next: HTMLElement | null = null;
  for (const [at, { element }] of [...reader.cards.entries()].reverse()) {
    const lot = lots[Math.floor(at / LOT)]!;
    if (next?.parentNode !== lot) next = null;
    if (element.parentNode !== lot || element.nextElementSibling !== next) lot.insertBefore(element, next);
    next = element;
  }
  if (focus instanceof HTMLElement && focus !== document.activeElement) focus.focus({ preventScroll: true });
}

/** A lot without a row is no gap in the page; of the others the browser is told how many rows to leave room for. */
function showLots(cards: readonly Card[], shown: number): void {
  for (const [at, lot] of lotsOf().entries()) {
    const rows = cards.slice(at * LOT, (at + 1) * LOT).filter(({ element }) => !element.hidden).length;
    lot.hidden = rows === 0;
    lot.style.setProperty("--rows", String(rows));
  }
  document.getElementById("projects")?.classList.toggle("few", shown <= FEW);
}

/** Shows what is asked for: one pass that only writes, so the browser lays out once. A project the address points at is shown in any case. */
export function show(reader: Reader, query: BoardQuery): void {
  reader.query = query;
  sort(reader, query.sort);
  const isWanted = wanted(query);
  const target = linked();
  const shown: Card[] = [];
  for (const card of reader.cards) {
    const isShown = isWanted(card) || card.element === target;
    if (card.element.hidden === isShown) card.element.hidden = !isShown;
    if (isShown) shown.push(card);
  }
  reader.shown = shown;
  showLots(reader.cards, shown.length);
  fillForm(reader);
  tell(reader);
}

/** The same, and the address with it. Letters being typed are one step of the way back, a choice is a step each. */
export function ask(reader: Reader, query: BoardQuery): void {
  const search = searchOf(query, location.search);
  if (search !== location.search) {
    const isTyping = BOARD_FIELDS.every((field) => field === "q" || query[field] === reader.query[field]);
    const step = isTyping && (query.q === "") === (reader.query.q === "") ? "replaceState" : "pushState";
    history[step](null, "", `${location.pathname}${search}${location.hash}`);
  }
  show(reader, query);
}
