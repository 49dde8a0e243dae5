import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "./exit.ts";

/** The workbook `--out` names; null: none. Throws UsageError. */
export function newWorkbookFile(file: string | undefined): string | null {
  if (file === undefined) return null;
  if (file.toLowerCase().endsWith(".xlsx")) return resolve(file);
  throw new UsageError(`“${file.slice(0, 200)}” 不是 .xlsx 文件名。`);
}

/** Never over a file that is there. Throws UsageError. */
export async function writeNew(file: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new UsageError(`${file} 已经存在，不会覆盖。`);
    throw new UsageError(`无法写出 ${file}（${code ?? "原因不明"}）。请检查文件夹是否存在、是否可写。`);
  }
}
