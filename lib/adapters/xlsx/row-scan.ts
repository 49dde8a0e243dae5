/** What a cell's `t` says. */
export const TYPE = { number: 0, shared: 1, boolean: 2, error: 3, text: 4, inline: 5, date: 6 } as const;
/** How a cell's value stands in the bytes. */
export const BODY = { none: 0, plain: 1, entities: 2, rich: 3 } as const;

/** One row as places in the bytes: no objects per cell, the same arrays serve all rows. */
export class RowScan {
  number = 0;
  /** It says its number itself. */
  numbered = false;
  /** `<` of the row. */
  start = 0;
  /** After `>` of its start tag. */
  openEnd = 0;
  /** `<` of its end tag; equals `openEnd` when self-closing. */
  closeStart = 0;
  end = 0;
  count = 0;
  column = new Int32Array(64);
  cellStart = new Int32Array(64);
  cellEnd = new Int32Array(64);
  style = new Int32Array(64);
  type = new Uint8Array(64);
  body = new Uint8Array(64);
  /** Place of the value's bytes (of `<is>` for a rich text). */
  from = new Int32Array(64);
  to = new Int32Array(64);
  /** `<` of the cell's `<f>`, −1 for no formula. */
  formula = new Int32Array(64);

  grow(): void {
    const size = this.column.length * 2;
    this.column = grown(this.column, new Int32Array(size));
    this.cellStart = grown(this.cellStart, new Int32Array(size));
    this.cellEnd = grown(this.cellEnd, new Int32Array(size));
    this.style = grown(this.style, new Int32Array(size));
    this.type = grown(this.type, new Uint8Array(size));
    this.body = grown(this.body, new Uint8Array(size));
    this.from = grown(this.from, new Int32Array(size));
    this.to = grown(this.to, new Int32Array(size));
    this.formula = grown(this.formula, new Int32Array(size));
  }
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
