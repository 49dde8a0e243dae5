import { BOARD_SORTS, type BoardQuery, FORECAST_WORD, terms } from "../fields.ts";
import type { Card } from "./sheet.ts";

type Facts = Omit<Card, "element" | "places">;

/** Says of a row what the server says of its project (`fits` in query.ts). */
export function wanted({ county, unit, leader, category, light, q }: BoardQuery): (facts: Facts) => boolean {
  const words = terms(q);
  const equal = (asked: string, value: string): boolean => asked === "" || asked === value;
  return (facts) =>
    equal(county, facts.county) &&
    equal(unit, facts.unit) &&
    equal(leader, facts.leader) &&
    equal(category, facts.category) &&
    (light === FORECAST_WORD ? facts.forecast : equal(light, facts.light)) &&
    words.every((word) => facts.search.includes(word));
}

/** By the server's places; a sort nobody knows is the usual one. */
export function inOrder<Row extends Pick<Card, "places">>(rows: readonly Row[], sort: string): readonly Row[] {
  const at = Math.max(0, (BOARD_SORTS as readonly string[]).indexOf(sort));
  return [...rows].sort((a, b) => (a.places[at] ?? 0) - (b.places[at] ?? 0));
}
