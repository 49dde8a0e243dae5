/** A project's row on the page. */
export interface Card {
  readonly element: HTMLElement;
  readonly county: string;
  readonly unit: string;
  readonly leader: string;
  readonly category: string;
  readonly light: string;
  readonly forecast: boolean;
  readonly search: string;
  /** Its place in each order of BOARD_SORTS. */
  readonly places: readonly number[];
}

const cardOf = (element: HTMLElement): Card => {
  const { county = "", unit = "", leader = "", category = "", light = "", forecast, search = "" } = element.dataset;
  const places = (element.dataset.places ?? "").split(" ").map(Number);
  return { element, county, unit, leader, category, light, forecast: forecast === "1", search, places };
};

/** Read once: later looks at 5,000 rows touch values, not the document. */
export const cardsOf = (root: ParentNode): readonly Card[] =>
  [...root.querySelectorAll<HTMLElement>(".project")].map(cardOf);

export const summaryOf = (project: HTMLElement): HTMLElement | null => project.querySelector<HTMLElement>("summary");
export const detailsOf = (project: HTMLElement): HTMLDetailsElement | null => project.querySelector("details");
