import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { columnName } from "../../lib/adapters/xlsx/address.ts";
import { duban, office, type Ran } from "../fakes/cli.ts";
import { type FileCell, type HostileRegistry, hostileRegistry } from "../fakes/hostile-registry.ts";
import { sheetElements } from "../fakes/sheet-elements.ts";

const SEED = 20260612;
const DAY = "2026-06-12T08:00";

const dir = mkdtempSync(join(tmpdir(), "duban-fuzz-"));
const settings = office(dir, DAY);
const file = settings.DUBAN_REGISTRY!;
const outbox = join(dir, "outbox");

let registry: HostileRegistry;
let before: ReadonlyMap<string, ReadonlyMap<string, number>>;
let ran: Ran;
let mails: readonly Email[];
/** As another program than ours reads it. */
const workbook = new ExcelJS.Workbook();

async function writeHostile(): Promise<void> {
  const made = new ExcelJS.Workbook();
  for (const { tab, rows } of registry.sheets) {
    const sheet = made.addWorksheet(tab.title);
    sheet.addRow(tab.columns.map(({ header }) => header));
    for (const row of rows) sheet.addRow(row.map(excelValue));
  }
  await made.xlsx.writeFile(file);
}

function excelValue(cell: FileCell): ExcelJS.CellValue {
  if (typeof cell !== "object" || cell === null) return cell;
  if ("date" in cell) return new Date(`${cell.date}T00:00:00Z`);
  if ("error" in cell) return { error: cell.error as "#REF!" };
  return cell.result === undefined
    ? ({ formula: cell.formula } as ExcelJS.CellFormulaValue)
    : { formula: cell.formula, result: cell.result };
}

function rowsOf(title: string): readonly (readonly unknown[])[] {
  const rows: (readonly unknown[])[] = [];
  workbook.getWorksheet(title)?.eachRow({ includeEmpty: true }, (row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

const filesOf = (ending: string): readonly string[] => readdirSync(outbox).filter((name) => name.endsWith(ending));

beforeAll(async () => {
  registry = hostileRegistry(SEED);
  await writeHostile();
  before = sheetElements(file);
  ran = await duban(["run", "due", "--json"], settings);
  await workbook.xlsx.readFile(file);
  mails = await Promise.all(filesOf(".eml").map((name) => PostalMime.parse(readFileSync(join(outbox, name)))));
}, 300_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Whatever stands in a cell of ours, the sheet is made of these. */
const OUR_ELEMENTS =
  "worksheet sheetPr tabColor dimension sheetViews sheetView pane selection sheetFormatPr cols col sheetData row c is t v sheetProtection autoFilter conditionalFormatting cfRule formula mergeCells mergeCell pageSetUpPr printOptions pageMargins pageSetup headerFooter oddFooter dataValidations dataValidation formula1 legacyDrawing".split(
    " ",
  );
const MAIL_TAG =
  /^<(?:!DOCTYPE html|\/?(?:html|head|meta|title|body|div|p|b|span|h2|hr|table|tr|th|td)(?: (?:lang|style|name|content|http-equiv)="[^"<>]*")*)>$/;
const PAGE_TAG =
  /^<(?:!doctype html|\/?(?:html|head|meta|title|style|body|h1|ul|li|p|a|pre|iframe)(?: (?:lang|charset|http-equiv|name|content|class|href|download|sandbox|title|srcdoc)="[^"<>]*")*)>$/;
const tagsOf = (html: string): readonly string[] => html.match(/<[^>]*>?/g) ?? [];

describe("10,000 random and hostile rows over all tabs, through the command line", () => {
  it("no crash: the run ends as any other, and says so in one object", () => {
    expect(registry.rows).toBeGreaterThan(10_000);
    expect(ran.err).toBe("");
    expect([0, 1]).toContain(ran.code);
    expect(ran.json()).toMatchObject({ state: "done", job: "daily+weekly+monthly" });
  });

  it("no formula and no markup from a cell in our sheets, and people's formulas are theirs", () => {
    const after = sheetElements(file);
    for (const [title, elements] of after) {
      if (title.startsWith("系统-"))
        expect(
          [...elements.keys()].filter((name) => !OUR_ELEMENTS.includes(name)),
          title,
        ).toEqual([]);
      expect(elements.get("f") ?? 0, title).toBe(before.get(title)?.get("f") ?? 0);
    }
  });

  it("hostile text is quoted as text", () => {
    const texts = rowsOf("系统-数据问题").flat();
    for (const text of ["=1+1", "+cmd|'/C calc'!A0", '<script>alert("脚本")</script>', "__proto__"])
      expect(texts).toContain(text);
    expect(texts.filter((value) => typeof value === "object" && value !== null && "formula" in value)).toEqual([]);
    expect(mails.some(({ text = "" }) => text.includes('"><svg/onload=alert(1)>'))).toBe(true);
  });

  it("each bad cell stands in 系统-数据问题, by its tab and address", () => {
    const rows = rowsOf("系统-数据问题");
    expect(rows.length - 2).toBe((ran.json().findings as unknown[]).length);
    const header = rows[1]!.map(String);
    const [tab, cell] = ["工作表", "单元格"].map((title) => header.indexOf(title));
    const found = new Set(rows.slice(2).map((row) => `${row[tab!]} ${row[cell!]}`));
    const missed = registry.bad.filter((one) => !found.has(`${one.tab} ${columnName(one.index)}${one.row}`));
    expect(registry.bad.length).toBeGreaterThan(5000);
    expect(missed.map(({ tab: title, row, column }) => `${title} ${row} ${column.header}`)).toEqual([]);
  });

  it("good rows are judged as if nothing else were there", () => {
    const [header = [], ...rows] = rowsOf("节点");
    const good = rows.find((row) => row[0] === "G-001")!;
    expect(good[header.indexOf("预警")]).toBe("红");
    expect(good[header.indexOf("逾期天数")]).toBe(23);
    expect(mails.find(({ to }) => to?.[0]?.address === "zhang@jia.example")!.text).toContain("G-001/10");
  });

  it("mails: one recipient of the office each, the usual headers and no other", () => {
    expect(mails.length).toBeGreaterThan(150);
    const usual = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"];
    for (const mail of mails) {
      const headers = mail.headers.map(({ key }) => key).filter((key) => !key.startsWith("x-auto-"));
      expect(headers.toSorted()).toEqual(usual);
      expect(mail.to).toHaveLength(1);
      expect(mail.to![0]!.address).toMatch(/^[a-z0-9]+@jia\.example$/);
      expect(mail.subject).not.toMatch(/[\r\n\u202a-\u202e]/);
    }
  });

  it("mails: no tag or attribute but the letter's own, in HTML and in the outbox's pages", () => {
    const foreign = mails.flatMap(({ html = "" }) => tagsOf(html).filter((tag) => !MAIL_TAG.test(tag)));
    expect([...new Set(foreign)]).toEqual([]);
    const pages = filesOf(".html").map((name) => readFileSync(join(outbox, name), "utf8"));
    expect(pages.length).toBe(mails.length + 1);
    const strange = pages.flatMap((page) => tagsOf(page).filter((tag) => !PAGE_TAG.test(tag)));
    expect([...new Set(strange)]).toEqual([]);
  });

  it("attachments: plain names, and workbooks without formula or markup", () => {
    const attachments = mails.flatMap((mail) => mail.attachments);
    expect(attachments.length).toBeGreaterThan(0);
    for (const { filename, content } of attachments) {
      expect(filename).toMatch(/^[\p{Script=Han}\d-]+\.xlsx$/u);
      for (const [title, elements] of sheetElements(new Uint8Array(content as ArrayBuffer)))
        expect(
          [...elements.keys()].filter((name) => !OUR_ELEMENTS.includes(name)),
          title,
        ).toEqual([]);
    }
  });

  it("a second run changes no cell, mails nobody and leaves the file as it is", async () => {
    const { mtimeMs } = statSync(file);
    const again = await duban(["run", "daily", "--json"], settings);
    expect(again.err).toBe("");
    expect(again.json()).toMatchObject({ cellsChanged: 0, messages: [] });
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    expect(filesOf(".eml")).toHaveLength(mails.length);
  }, 120_000);
});
