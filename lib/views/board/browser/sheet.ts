import type { Chosen } from "../selection.ts";

/** A project's row on the page. */
export interface Card extends Chosen {
  readonly element: HTMLElement;
  readonly county: string;
  readonly unit: string;
  readonly leader: string;
  readonly category: string;
  readonly search: string;
  /** Its place in each order of BOARD_SORTS. */
  readonly places: readonly number[];
}

const cardOf = (element: HTMLElement): Card => {
  const { county = "", unit = "", leader = "", category = "", light = "", search = "", ...rest } = element.dataset;
  const money = numbers(rest.money);
  return {
    ...{ element, county, unit, leader, category, light, search },
    forecast: rest.forecast === "1",
    overdue: Number(rest.overdue ?? 0),
    money: money.length === 3 ? [money[0]!, money[1]!, money[2]!] : null,
    places: numbers(rest.places),
  };
};

const numbers = (text: string | undefined): readonly number[] => text?.split(" ").map(Number) ?? [];

/** Read once: later looks at 5,000 rows touch values, not the document. */
export const cardsOf = (root: ParentNode): readonly Card[] =>
  [...root.querySelectorAll<HTMLElement>(".project")].map(cardOf);

export const summaryOf = (project: HTMLElement): HTMLElement | null => project.querySelector<HTMLElement>("summary");
export const detailsOf = (project: HTMLElement): HTMLDetailsElement | null => project.querySelector("details");
