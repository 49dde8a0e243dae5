/**
 * node test/bench/xlsx-read-publish.ts [projects=10000] [milestones=20]
 * Reads and publishes a large registry, each in a process of its own, and does the same reading and writing with exceljs.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cellName } from "../../lib/adapters/xlsx/address.ts";
import { EntryPacker } from "../../lib/adapters/xlsx/entry-packer.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { type ArchiveEntry, packEntry, writeArchive } from "../../lib/adapters/xlsx/zip.ts";
import { addDays } from "../../lib/domain/dates.ts";
import type { CellValue, Publication, SystemHeader, WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PROJECT = [
  "项目编号",
  "项目名称",
  "类别",
  "年度类别",
  "属地",
  "责任单位",
  "责任人",
  "总投资",
  "年度计划投资",
  "计划开工",
  "计划竣工",
  "地点",
  "备注",
];
const MILESTONE = [
  "项目编号",
  "节点序号",
  "节点名称",
  "完成标准",
  "前置节点",
  "工期",
  "计划完成",
  "实际完成",
  "责任单位",
  "责任人",
  "文书类型",
  "公开类别",
  "佐证",
  "备注",
  "项目名称",
];

type Cell = string | number | { day: number } | null;

class Strings {
  private readonly index = new Map<string, number>();
  id(text: string): number {
    const known = this.index.get(text);
    if (known !== undefined) return known;
    this.index.set(text, this.index.size);
    return this.index.size - 1;
  }
  xml(): string {
    const items = [...this.index.keys()].map((text) => `<si><t>${text}</t></si>`);
    return `<sst xmlns="${MAIN}" count="${items.length}" uniqueCount="${items.length}">${items.join("")}</sst>`;
  }
}

async function sheet(name: string, headers: readonly string[], rows: Iterable<readonly Cell[]>, strings: Strings) {
  const packer = new EntryPacker();
  packer.writeText(`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>`);
  let number = 0;
  const write = (cells: readonly Cell[]) => {
    number++;
    const xml = cells.map((cell, i) => {
      const ref = cellName(i, number);
      if (cell === null) return "";
      if (typeof cell === "number") return `<c r="${ref}"><v>${cell}</v></c>`;
      if (typeof cell === "object") return `<c r="${ref}" s="1"><v>${cell.day}</v></c>`;
      return `<c r="${ref}" t="s"><v>${strings.id(cell)}</v></c>`;
    });
    packer.writeText(`<row r="${number}" spans="1:${headers.length}">${xml.join("")}</row>`);
  };
  write(headers);
  for (const row of rows) {
    write(row);
    if (number % 1000 === 0) await packer.ready();
  }
  packer.writeText("</sheetData></worksheet>");
  return packer.finish(name);
}

function* projects(count: number): Generator<Cell[]> {
  for (let i = 0; i < count; i++) {
    const unit = `单位${i % 40}`;
    yield [
      `P-${i}`,
      `第${i}号重点项目改造提升工程`,
      "基础设施",
      "续建",
      `县区${i % 12}`,
      unit,
      `责任人${i % 300}`,
      12000.5 + i,
      3000 + (i % 700),
      { day: 45000 + (i % 300) },
      { day: 46000 + (i % 300) },
      `地点${i % 900}`,
      null,
    ];
  }
}

function* milestones(count: number, each: number): Generator<Cell[]> {
  for (let i = 0; i < count; i++) {
    for (let n = 1; n <= each; n++) {
      const done = n < 10 ? { day: 45500 + ((i + n) % 400) } : null;
      yield [
        `P-${i}`,
        n * 10,
        `第${n}步节点`,
        "取得批复并存档",
        n > 1 ? `${n * 10 - 10}` : null,
        20,
        { day: 45480 + n * 30 + (i % 90) },
        done,
        `单位${i % 40}`,
        `责任人${i % 300}`,
        "其他",
        null,
        n % 3 ? null : "见附件",
        `备注${i % 5000}`,
        `第${i}号重点项目改造提升工程`,
      ];
    }
  }
}

async function makeRegistry(file: string, count: number, each: number): Promise<void> {
  const strings = new Strings();
  const entries: ArchiveEntry[] = [
    await sheet("xl/worksheets/sheet1.xml", PROJECT, projects(count), strings),
    await sheet("xl/worksheets/sheet2.xml", MILESTONE, milestones(count, each), strings),
    packEntry("xl/sharedStrings.xml", strings.xml()),
    packEntry(
      "xl/styles.xml",
      `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    packEntry(
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="项目" sheetId="1" r:id="rId1"/><sheet name="节点" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    ),
    packEntry(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${REL}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    packEntry(
      "_rels/.rels",
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    packEntry(
      "[Content_Types].xml",
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    ),
  ];
  writeFileSync(file, writeArchive(entries));
}

const HEADERS: readonly SystemHeader[] = [
  { title: "预警", format: "text", width: 8, light: true },
  { title: "逾期天数", format: "int", width: 8, light: false },
  { title: "系统说明", format: "text", width: 40, light: false },
];

/** Verdicts of the size and shape real ones have; they change from day to day for every overdue row. */
function publication(snapshot: WorkbookSnapshot, run: number): Publication {
  const asOf = addDays("2026-06-11", run);
  const sheets = snapshot.sheets.filter((one) => one.title === "项目" || one.title === "节点");
  const parts = sheets.map((one) => {
    const values = new Map<string, readonly CellValue[]>();
    const rowKeys = new Map<number, string | null>();
    const heads = one.rows[0]!.cells;
    for (const row of one.rows.slice(1)) {
      const key = one.title === "项目" ? `${row.cells[0]}` : `${row.cells[0]}/${row.cells[1]}`;
      const late = row.cells[7] === null && row.number % 3 === 0;
      rowKeys.set(row.number, key);
      const why = late
        ? `${key} 逾期 ${run + (row.number % 30)} 天（超过 15 天为红）；填写实际完成并附佐证后转黄，下月起转绿，逾期天数保留。`
        : `${key} 按计划推进。`;
      values.set(key, [late ? "红" : "绿", late ? run + (row.number % 30) : null, why]);
    }
    const positions = HEADERS.map((header) => heads.indexOf(header.title)).map((at) => (at < 0 ? null : at));
    const keyColumns = one.title === "项目" ? [0] : [0, 1];
    return { sheet: one.title, headerRow: 1, headers: HEADERS, positions, rowKeys, keyColumns, values };
  });
  const key: SystemHeader = { title: "键", format: "text", width: 12, light: false };
  return {
    asOf,
    computedAt: `${asOf}T00:30:00.000Z`,
    stamp: { storeId: "bench", run },
    columns: parts,
    systemTabs: parts.map((part) => ({
      title: `系统-${part.sheet}`,
      headers: [key, ...HEADERS],
      rows: [...part.values].map(([name, values]) => [name, ...values]),
      ridesAlong: false,
    })),
  };
}

async function ours(file: string, run: number): Promise<void> {
  const book = openXlsx(file);
  const start = performance.now();
  const snapshot = await book.read((title) => title === "项目" || title === "节点");
  const read = performance.now();
  const plan = publication(snapshot, run);
  const planned = performance.now();
  const result = await book.publish(plan, snapshot.revision);
  const end = performance.now();
  report(
    `run ${run}: read ${ms(read - start)}, (plan ${ms(planned - read)}), publish ${ms(end - planned)}, ${result.cellsChanged} cells`,
  );
}

async function exceljs(file: string): Promise<void> {
  const { default: ExcelJS } = await import("exceljs");
  const start = performance.now();
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const read = performance.now();
  await book.xlsx.writeFile(`${file}.exceljs.xlsx`);
  report(`exceljs: read ${ms(read - start)}, write ${ms(performance.now() - read)}`);
}

const ms = (time: number): string => `${Math.round(time)} ms`;
const report = (text: string): void =>
  console.log(
    `${text}; peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, process ${ms(performance.now())}, cpu ${ms((process.cpuUsage().user + process.cpuUsage().system) / 1000)}`,
  );

function inOwnProcess(...args: readonly string[]): void {
  const self = fileURLToPath(import.meta.url);
  spawnSync(process.execPath, [self, ...args], { stdio: "inherit" });
}

const [mode = "10000", file = "20", run = "1"] = process.argv.slice(2);
if (mode === "ours") await ours(file, Number(run));
else if (mode === "exceljs") await exceljs(file);
else {
  const folder = mkdtempSync(join(tmpdir(), "duban-bench-"));
  const registry = join(folder, "registry.xlsx");
  await makeRegistry(registry, Number(mode), Number(file));
  console.log(`registry of ${mode} × ${file}: ${(statSync(registry).size / 2 ** 20).toFixed(1)} MB`);
  for (const day of ["1", "1", "2"]) inOwnProcess("ours", registry, day);
  console.log(`published: ${(statSync(registry).size / 2 ** 20).toFixed(1)} MB`);
  copyFileSync(registry, join(folder, "peer.xlsx"));
  if (!process.env.DUBAN_BENCH_NO_PEER) inOwnProcess("exceljs", join(folder, "peer.xlsx"));
  rmSync(folder, { recursive: true });
}
