/**
 * node test/pictures/clerk.ts: what a clerk sees in the workbook after the demo's morning: rows of 节点 with the system's columns beside her own, and a
 * correction slip, as LibreOffice prints them, into docs/images. To be looked at whenever columns or words change. Needs LibreOffice and poppler-utils.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import PostalMime from "postal-mime";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "duban-pictures-"));

function ran(command: string, args: readonly string[]): void {
  const one = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  if (one.status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${one.status}: ${one.stderr}`);
}

const DOTS = 120;
const MARGIN = 20;

/** The printed page as a picture, cut off below its last line. */
function picture(file: string, name: string): void {
  ran("soffice", ["--headless", "--convert-to", "pdf", file]);
  const pdf = file.replace(/\.xlsx$/, ".pdf");
  ran("pdftotext", ["-bbox", pdf, "words.html"]);
  const ends = [...readFileSync(join(folder, "words.html"), "utf8").matchAll(/yMax="([\d.]+)"/g)].map(([, y]) =>
    Number(y),
  );
  const height = Math.ceil((Math.max(...ends) * DOTS) / 72) + MARGIN;
  ran("pdftoppm", [
    "-png",
    "-singlefile",
    "-r",
    String(DOTS),
    "-x",
    "0",
    "-y",
    "0",
    "-W",
    "5000",
    "-H",
    String(height),
    pdf,
    name,
  ]);
  process.stdout.write(`${name}: ${height} px high\n`);
  renameSync(join(folder, `${name}.png`), join(ROOT, `docs/images/${name}.png`));
}

/** Everything on one wide page. */
function pageOf(sheet: ExcelJS.Worksheet): void {
  sheet.pageSetup = {
    ...{
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      horizontalCentered: true,
    },
    margins: { left: 0.2, right: 0.2, top: 0.2, bottom: 0.2, header: 0, footer: 0 },
  };
  sheet.headerFooter = {};
}

/** Columns of 节点 that a clerk works with, and those the system fills. */
const OWN = ["项目编号*", "项目名称", "节点序号*", "节点名称*", "前置节点", "计划完成", "实际完成", "佐证"];
const SYSTEM = ["预警", "逾期天数", "系统说明"];
const THIN = { style: "thin", color: { argb: "FFBFBFBF" } } as const;
const THICK = { style: "medium", color: { argb: "FFC00000" } } as const;
/** One row of each light, the worst first. */
const LIGHTS = ["红", "黄", "蓝", "蓝（预测）", "灰", "绿", "免"];

interface Condition {
  readonly formulae?: readonly unknown[];
  readonly style?: Partial<ExcelJS.Style>;
}

/** The colour that the workbook's own condition gives a light; exceljs reads conditions, under a name its types do not have, and writes them wrong. */
function coloured(cell: ExcelJS.Cell, from: ExcelJS.Worksheet): void {
  const all = (from as unknown as { conditionalFormattings: { rules: Condition[] }[] }).conditionalFormattings;
  const light = cell.text.slice(0, 1);
  const style = all
    .flatMap(({ rules }) => rules)
    .find(({ formulae }) => String(formulae?.[0]).includes(`"${light}"`))?.style;
  if (style?.fill !== undefined) cell.fill = style.fill;
  if (style?.font !== undefined) cell.font = { ...cell.font, ...style.font };
}

async function milestones(): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, "demo-output/台账.xlsx"));
  const from = book.getWorksheet("节点")!;
  const headers = (from.getRow(1).values as readonly unknown[]).map(String);
  const columns = [...OWN, ...SYSTEM].map((header) => headers.indexOf(header));
  const light = headers.indexOf("预警");
  const words = headers.indexOf("系统说明");
  const found = new Map<string, ExcelJS.Row>();
  from.eachRow((row) => {
    const shown = row.getCell(light).text;
    if (row.getCell(words).text !== "") found.set(shown, row);
  });
  process.stdout.write(`lights: ${[...found.keys()].join("、")}\n`);
  const rows = LIGHTS.flatMap((one) => found.get(one) ?? []);
  const to = new ExcelJS.Workbook();
  const sheet = to.addWorksheet("节点");
  for (const [at, row] of [from.getRow(1), ...rows].entries())
    for (const [index, column] of columns.entries()) {
      const [cell, source] = [sheet.getCell(at + 1, index + 1), row.getCell(column)];
      cell.value = source.value;
      cell.style = { ...source.style, alignment: { wrapText: true, vertical: "middle" } };
      const isSystem = index >= OWN.length;
      cell.border = { top: THIN, bottom: THIN, left: index === OWN.length ? THICK : THIN, right: THIN };
      if (isSystem && index === columns.length - 1) cell.border = { ...cell.border, right: THICK };
    }
  for (let at = 2; at <= rows.length + 1; at++) sheet.getRow(at).height = 42;
  for (let at = 2; at <= rows.length + 1; at++) coloured(sheet.getCell(at, OWN.length + 1), from);
  const widths = [9, 17, 9, 13, 9, 12, 12, 12, 12, 10, 66];
  widths.forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  pageOf(sheet);
  await to.xlsx.writeFile(join(folder, "clerk-milestones.xlsx"));
  picture("clerk-milestones.xlsx", "clerk-milestones");
}

async function slip(): Promise<void> {
  const outbox = join(folder, "demo-output/outbox");
  for (const name of readdirSync(outbox).filter((one) => one.endsWith(".eml"))) {
    const mail = await PostalMime.parse(readFileSync(join(outbox, name)));
    const found = mail.attachments.find(({ filename }) => filename?.startsWith("更正清单") === true);
    if (mail.to?.[0]?.address !== "cao.junsheng@duban.example" || found === undefined) continue;
    writeFileSync(join(folder, "slip.xlsx"), new Uint8Array(found.content as ArrayBuffer));
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, "slip.xlsx"));
    const sheet = book.worksheets[0]!;
    pageOf(sheet);
    await book.xlsx.writeFile(join(folder, "clerk-slip.xlsx"));
    picture("clerk-slip.xlsx", "clerk-slip");
    return;
  }
  throw new Error("nobody got a correction slip");
}

try {
  ran(process.execPath, [join(ROOT, "functions/cli.ts"), "demo"]);
  await milestones();
  await slip();
} finally {
  rmSync(folder, { recursive: true });
}
