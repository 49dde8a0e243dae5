import { open, rename, rm, writeFile } from "node:fs/promises";
import { UsageError } from "./exit.ts";

/** How every chart begins, and no other file. */
const BEGINNING = /^<!DOCTYPE html>\n<html lang="zh-CN" data-mode="(file|poster)"/;
const ENOUGH = 200;

/** A new file, or in place of an earlier chart, whole or not at all; never over anything else. Throws UsageError. */
export async function writeChart(file: string, html: string): Promise<void> {
  try {
    if (!(await isFree(file)))
      throw new UsageError(`${file} 已经存在，不是挂图，不会覆盖。请用 --out 另给一个文件名。`);
    await replaced(file, html);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`无法写出 ${file.slice(0, 200)}（${code ?? "原因不明"}）。请检查文件夹是否存在、是否可写。`);
  }
}

async function isFree(file: string): Promise<boolean> {
  try {
    return BEGINNING.test(await beginningOf(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ENOUGH), 0, ENOUGH, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Who has the old page open reads it to its end. */
async function replaced(file: string, html: string): Promise<void> {
  const half = `${file}.${process.pid}.part`;
  try {
    await writeFile(half, html, { flag: "wx" });
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
