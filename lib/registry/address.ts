const LETTERS = 26;

/** 0 → A, 26 → AA. */
function columnLetters(index: number): string {
  const before = Math.floor(index / LETTERS);
  return (before > 0 ? columnLetters(before - 1) : "") + String.fromCharCode(65 + (index % LETTERS));
}

/** `row` is 1-based, `index` 0-based: (9, 5) is F9. */
export const cellAddress = (row: number, index: number): string => columnLetters(index) + row;

/** A = 0, Z = 25, AA = 26. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
