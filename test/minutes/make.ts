import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";

/** node test/minutes/make.ts: the .docx of the corpus from their sources, where they are not there yet (each packing has other times in it). `|` is a row of a table, `# ` an item that Word numbers. */
const FOLDERS = ["corpus", "held-out"];

const paragraph = (text: string): Paragraph =>
  text.startsWith("# ")
    ? new Paragraph({ numbering: { reference: "items", level: 0 }, children: [new TextRun(text.slice(2))] })
    : new Paragraph({
        children: text.split("\\n").map((line, at) => new TextRun({ text: line, break: at === 0 ? 0 : 1 })),
      });

const cellOf = (text: string): TableCell =>
  new TableCell({
    children: text
      .trim()
      .split("<br>")
      .map((line) => new Paragraph(line)),
  });
const rowOf = (line: string): TableRow => new TableRow({ children: line.slice(1, -1).split("|").map(cellOf) });

function contentOf(source: string): (Paragraph | Table)[] {
  const content: (Paragraph | Table)[] = [];
  let rows: TableRow[] = [];
  for (const line of [...source.split("\n"), ""]) {
    if (line.startsWith("|")) rows.push(rowOf(line.trim()));
    else {
      if (rows.length > 0) content.push(new Table({ rows }));
      rows = [];
      if (line.trim() !== "") content.push(paragraph(line));
    }
  }
  return content;
}

export const docxOf = (source: string): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: "items",
            levels: [{ level: 0, format: LevelFormat.CHINESE_COUNTING, text: "%1、", alignment: AlignmentType.LEFT }],
          },
        ],
      },
      sections: [{ children: contentOf(source) }],
    }),
  );

async function main(): Promise<void> {
  for (const folder of FOLDERS) {
    const place = fileURLToPath(new URL(`${folder}/`, import.meta.url));
    const missing = readdirSync(place).filter(
      (one) => one.endsWith(".docx.md") && !existsSync(place + one.slice(0, -3)),
    );
    for (const name of missing)
      writeFileSync(place + name.slice(0, -3), await docxOf(readFileSync(place + name, "utf8")));
  }
}

if (import.meta.main) await main();
