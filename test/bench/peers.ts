import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { type Measured, measure } from "./measure.ts";

const EXCELJS = fileURLToPath(new URL("./exceljs-peer.ts", import.meta.url));

export interface ExceljsRun extends Measured {
  /** How much of it was writing. */
  readonly writing: Pick<Measured, "seconds" | "cpuSeconds">;
}

/** Reading and writing the file with exceljs, nothing else. A heap as large as it wants: by default it may run out of memory. */
export function exceljs(file: string): ExceljsRun {
  const args = ["--max-old-space-size=12000", EXCELJS, file, `${file}.exceljs.xlsx`];
  const run = measure({ program: process.execPath, args });
  return { ...run, writing: JSON.parse(run.output) as ExceljsRun["writing"] };
}

/**
 * What exceljs takes to read one file and to write another. The peak is that of the first alone: writing the other takes more, which is not counted.
 */
export const readingOneWritingOther = (one: ExceljsRun, other: ExceljsRun): Measured => ({
  ...one,
  seconds: one.seconds - one.writing.seconds + other.writing.seconds,
  cpuSeconds: one.cpuSeconds - one.writing.cpuSeconds + other.writing.cpuSeconds,
});

/** The floor: inflating the archive and throwing it away. */
export const unzip = (file: string): Measured => measure({ program: "unzip", args: ["-p", file], silent: true });

/** LibreOffice opens the workbook, calculates its formulas (none has a stored value) and saves it. */
export async function libreOffice(folder: string, file: string): Promise<Measured> {
  const out = join(folder, "calculated");
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
  const args = [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, file];
  const measured = measure({ program: "soffice", args });
  await refuseUncalculated(join(out, "formulas.xlsx"));
  return measured;
}

/** A peer that did not do its work is no peer. */
async function refuseUncalculated(file: string): Promise<void> {
  const { sheets } = await openXlsx(file).read((title) => title === "排名");
  const rows = sheets[0]?.rows.slice(1) ?? [];
  const isRanked = rows.length > 0 && rows.every(({ cells }) => cells.slice(1, 5).every((cell) => Number(cell) > 0));
  if (!isRanked) throw new Error(`LibreOffice did not calculate ${file}`);
}
