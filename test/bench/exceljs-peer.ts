/** Reads a workbook with exceljs, writes it again, and does nothing else: node test/bench/exceljs-peer.ts IN OUT */
import ExcelJS from "exceljs";

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error("IN and OUT are needed");
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(from);
await workbook.xlsx.writeFile(to);
