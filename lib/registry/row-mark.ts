import { isSheetDate, type RawCell } from "../ports/spreadsheet.ts";
import { isBlank } from "./clean.ts";

/** Where a column stands, and what it is called in a row's text. */
export interface MarkedColumn {
  readonly index: number;
  readonly name: string;
}

/**
 * A row's mark, made of what its text would say without making it: names of the columns that hold something, and their cells.
 * Equal texts have equal marks; of two different rows one in 2⁵³ pairs.
 */
export function rowMark(columns: readonly MarkedColumn[]): (cells: readonly RawCell[]) => number {
  const present = columns.map(({ index, name }) => ({ index, name: wordOf(name) }));
  const hash = new Hash();
  return (cells) => {
    hash.start();
    for (const { index, name } of present) {
      const cell = cells[index];
      if (isBlank(cell)) continue;
      hash.word(name);
      addCell(hash, cell!);
    }
    return hash.value();
  };
}

function wordOf(name: string): number {
  const hash = new Hash();
  hash.start();
  hash.text(name);
  return hash.value() | 0;
}

const TAGS = { text: 1, number: 2, true: 3, false: 4, day: 5, error: 6 };

function addCell(hash: Hash, cell: NonNullable<RawCell>): void {
  if (typeof cell === "string") hash.tagged(TAGS.text, cell);
  else if (typeof cell === "number") hash.number(cell);
  else if (typeof cell === "boolean") hash.word(cell ? TAGS.true : TAGS.false);
  else if (isSheetDate(cell)) hash.tagged(TAGS.day, cell.date);
  else hash.tagged(TAGS.error, cell.error);
}

const [START_A, START_B] = [0xdeadbeef, 0x41c6ce57];
const [PRIME_A, PRIME_B] = [0x9e3779b1, 0x5f356495];
const FLOAT = new Float64Array(1);
const HALVES = new Uint32Array(FLOAT.buffer);

/** Two multiplicative hashes side by side, 53 bits in all (after cyrb53, public domain). */
class Hash {
  private a = 0;
  private b = 0;

  start(): void {
    this.a = START_A | 0;
    this.b = START_B | 0;
  }

  word(word: number): void {
    this.a = Math.imul(this.a ^ word, PRIME_A);
    this.b = Math.imul(this.b ^ word, PRIME_B);
    // Without it the low bits would never hear of the high ones.
    this.a ^= this.a >>> 15;
    this.b ^= this.b >>> 13;
  }

  text(text: string): void {
    let { a, b } = this;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      a = Math.imul(a ^ code, PRIME_A);
      b = Math.imul(b ^ code, PRIME_B);
    }
    this.a = a;
    this.b = b;
    this.word(text.length);
  }

  tagged(tag: number, text: string): void {
    this.word(tag);
    this.text(text);
  }

  /** −0 is written as 0. */
  number(value: number): void {
    this.word(TAGS.number);
    FLOAT[0] = value === 0 ? 0 : value;
    this.word(HALVES[0]!);
    this.word(HALVES[1]!);
  }

  value(): number {
    const a = mixed(this.a, this.b);
    const b = mixed(this.b, this.a);
    return 2 ** 32 * (b & 0x1f_ffff) + (a >>> 0);
  }
}

const mixed = (a: number, b: number): number =>
  Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
