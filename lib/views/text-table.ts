/** Characters that take two columns on a terminal: Han, kana, hangul, full-width forms and signs, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns a text takes on a terminal. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);

export interface TableColumn {
  readonly header: string;
  /** Numbers stand to the right. */
  readonly right?: true;
}

/** Lines of a table, headers first, two blanks between columns; Chinese characters are two columns wide. Nothing trails. */
export function textTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [columns.map(({ header }) => header), ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => textWidth(line[at] ?? ""))));
  const padded = (text: string, at: number): string => {
    const blanks = " ".repeat(Math.max(widths[at]! - textWidth(text), 0));
    return columns[at]!.right ? `${blanks}${text}` : `${text}${blanks}`;
  };
  return lines.map((line) =>
    columns
      .map((_, at) => padded(line[at] ?? "", at))
      .join("  ")
      .trimEnd(),
  );
}
