import { type Html, html } from "../../html.ts";
import { type Drawn, round, words } from "./lettering.ts";
import { BLEED, BORDER, meets, type Tile, type Tiling, tilesOf, UNPRINTABLE } from "./paper.ts";

/** Length of a crop mark, and how far it stays from the cut's corner so that none is left on the poster. */
const MARK = 4;

/** The printed sheets of one drawing, row by row. `name` stands on every sheet beside its place. */
export const sheetsOf = (drawn: readonly Drawn[], tiling: Tiling, name: string): readonly Html[] =>
  tilesOf(tiling).map((tile) => (tiling.sheet.name === "a0" ? whole(drawn, tiling) : cut(drawn, tile, tiling, name)));

function whole(drawn: readonly Drawn[], { sheet, net }: Tiling): Html {
  const inside = html`<svg x="${BORDER.x}" y="${BORDER.y}" width="${net.width}" height="${net.height}" viewBox="0 0 ${net.width} ${net.height}">${partsOf(drawn)}</svg>`;
  return page(sheet, inside);
}

function cut(drawn: readonly Drawn[], tile: Tile, tiling: Tiling, name: string): Html {
  const { sheet, margin } = tiling;
  const { shown } = tile;
  const seen = drawn.filter(({ box }) => meets(box, shown));
  const [x, y] = [margin.x - BLEED, margin.y - BLEED].map(round);
  const inside = html`<svg x="${x!}" y="${y!}" width="${shown.width}" height="${shown.height}" viewBox="${shown.x} ${shown.y} ${shown.width} ${shown.height}">${partsOf(seen)}</svg>`;
  return page(sheet, html`${inside}${cropMarks(tiling)}${label(tile, tiling, name)}`);
}

const partsOf = (drawn: readonly Drawn[]): readonly Html[] => drawn.map(({ part }) => part);

const page = ({ width, height }: Tiling["sheet"], inside: Html): Html =>
  html`<section class="sheet"><svg viewBox="0 0 ${width} ${height}">${inside}</svg></section>\n`;

/** Two lines at each corner of the cut, outside the drawing and its bleed. */
function cropMarks({ sheet, margin }: Tiling): Html {
  const [left, top] = [margin.x, margin.y];
  const [right, bottom] = [sheet.width - left, sheet.height - top];
  const across = [left, right].flatMap((x) => [
    `M${x} ${UNPRINTABLE}v${round(Math.min(MARK, top - BLEED - UNPRINTABLE))}`,
    `M${x} ${sheet.height - UNPRINTABLE}v${-round(Math.min(MARK, top - BLEED - UNPRINTABLE))}`,
  ]);
  const down = [top, bottom].flatMap((y) => [
    `M${UNPRINTABLE} ${y}h${round(Math.min(MARK, left - BLEED - UNPRINTABLE))}`,
    `M${sheet.width - UNPRINTABLE} ${y}h${-round(Math.min(MARK, left - BLEED - UNPRINTABLE))}`,
  ]);
  return html`<path class="crop" d="${[...across, ...down].join("")}"/>`;
}

/** In the margin that is cut off or glued under: 第 2 行第 3 列，共 4 × 4 */
function label({ row, column }: Tile, { sheet, columns, rows }: Tiling, name: string): Html {
  const place = `第 ${row} 行第 ${column} 列，共 ${rows} × ${columns}`;
  const at = { baseline: sheet.height - UNPRINTABLE - 0.3, size: 2.2 } as const;
  return html`${words(place, { ...at, x: 20, width: 70, look: "strong" }).part}${words(name, { ...at, x: sheet.width - 20, width: 150, anchor: "end" }).part}`;
}
