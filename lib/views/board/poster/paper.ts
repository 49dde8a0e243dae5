/** All measures in millimetres. Source: ISO 216. */
export interface Sheet {
  readonly name: PosterPaper;
  readonly width: number;
  readonly height: number;
}

/** What a poster is printed on: a plotter's A0, or an office printer's sheets that are put together. */
export const POSTER_PAPERS = ["a0", "a3", "a4"] as const;
export type PosterPaper = (typeof POSTER_PAPERS)[number];

export const A0: Sheet = { name: "a0", width: 1189, height: 841 };

/**
 * The drawing on an A0 sheet, 40.5 mm from each edge: as much as 4 × 4 sheets of A4, or 4 × 2 of A3 standing, hold inside the margins that an
 * office printer leaves white, so that the same drawing comes out on either.
 */
export const DRAWING = { width: 1108, height: 760 } as const;
export const BORDER = { x: (A0.width - DRAWING.width) / 2, y: (A0.height - DRAWING.height) / 2 } as const;

/** White that printers leave: nothing is printed nearer to the edge. Usual for laser printers. */
export const UNPRINTABLE = 4.2;
/** The drawing goes on beyond the cut, so that a cut that is a hair off shows no white line. */
export const BLEED = 3;

/** How a poster is cut: so many sheets, and the part of the drawing each shows inside its cutting lines. */
export interface Tiling {
  readonly sheet: Sheet;
  readonly columns: number;
  readonly rows: number;
  readonly margin: { readonly x: number; readonly y: number };
  readonly net: { readonly width: number; readonly height: number };
}

export const TILINGS: Readonly<Record<PosterPaper, Tiling>> = {
  a0: tiling(A0, 1, 1),
  a3: tiling({ name: "a3", width: 297, height: 420 }, 4, 2),
  a4: tiling({ name: "a4", width: 297, height: 210 }, 4, 4),
};

function tiling(sheet: Sheet, columns: number, rows: number): Tiling {
  const net = { width: DRAWING.width / columns, height: DRAWING.height / rows };
  return {
    ...{ sheet, columns, rows, net },
    margin: { x: (sheet.width - net.width) / 2, y: (sheet.height - net.height) / 2 },
  };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A sheet of the tiling: `row` and `column` from 1, and what it shows of the drawing, beyond the cut included. */
export interface Tile {
  readonly row: number;
  readonly column: number;
  readonly shown: Box;
}

export function tilesOf({ columns, rows, net }: Tiling): readonly Tile[] {
  const bleed = columns * rows === 1 ? 0 : BLEED;
  return Array.from({ length: columns * rows }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const shown = {
      x: column * net.width - bleed,
      y: row * net.height - bleed,
      width: net.width + 2 * bleed,
      height: net.height + 2 * bleed,
    };
    return { row: row + 1, column: column + 1, shown };
  });
}

export const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
