/** Reads a workbook with exceljs, writes it again, and does nothing else: node test/bench/exceljs-peer.ts IN OUT. Prints what the writing took. */
import ExcelJS from "exceljs";

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error("IN and OUT are needed");
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(from);
const [wall, cpu] = [performance.now(), process.cpuUsage()];
await workbook.xlsx.writeFile(to);
const { user, system } = process.cpuUsage(cpu);
const writing = { seconds: (performance.now() - wall) / 1e3, cpuSeconds: (user + system) / 1e6 };
process.stdout.write(JSON.stringify(writing));
