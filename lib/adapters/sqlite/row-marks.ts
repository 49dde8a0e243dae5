/** A mark of 64 bits per row, in the order of the rows: tells which rows changed without reading the texts of the others. */
export interface RowMarks {
  readonly add: (text: string) => void;
  /** Whether the mark added last is the one at `index` of `others`. */
  readonly isSame: (others: Uint32Array, index: number) => boolean;
  readonly bytes: () => Uint8Array;
}

const WORDS = 2;
const [START_A, START_B] = [0xdeadbeef, 0x41c6ce57];
const [PRIME_A, PRIME_B] = [0x9e3779b1, 0x5f356495];

/** Two multiplicative hashes side by side (after cyrb53, public domain): a tenth of the time of a cryptographic digest per row. */
export function rowMarks(): RowMarks {
  let words = new Uint32Array(1024);
  let length = 0;
  const add = (text: string): void => {
    if (length === words.length) words = doubled(words);
    let a = START_A ^ text.length;
    let b = START_B ^ text.length;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      a = Math.imul(a ^ code, PRIME_A);
      b = Math.imul(b ^ code, PRIME_B);
    }
    words[length++] = mixed(a, b);
    words[length++] = mixed(b, a);
  };
  return {
    add,
    isSame: (others, index) =>
      others[WORDS * index] === words[length - WORDS] && others[WORDS * index + 1] === words[length - 1],
    bytes: () => new Uint8Array(words.buffer, 0, length * words.BYTES_PER_ELEMENT),
  };
}

const mixed = (a: number, b: number): number =>
  Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);

function doubled(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(words.length * 2);
  larger.set(words);
  return larger;
}

/** Marks as they were stored; a copy, since the bytes may lie at any address. */
export const marksFrom = (bytes: unknown): Uint32Array =>
  bytes instanceof Uint8Array ? new Uint32Array(new Uint8Array(bytes).buffer) : new Uint32Array(0);
