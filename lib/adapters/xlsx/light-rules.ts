import { LIGHT_COLOURS } from "./light-colours.ts";
import type { OurStyles } from "./style-book.ts";

/** Colours for cells that hold a light word; `priority` is that of the first of the rules. */
export function lightRules(area: string, styles: OurStyles, priority: number): string {
  const rules = LIGHT_COLOURS.map(
    ([word], i) =>
      `<cfRule type="cellIs" dxfId="${styles.lights[i]}" priority="${priority + i}" operator="equal"><formula>"${word}"</formula></cfRule>`,
  );
  return `<conditionalFormatting sqref="${area}">${rules.join("")}</conditionalFormatting>`;
}
