import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Config } from "./config.ts";
import { UsageError } from "./exit.ts";

/** --out must not replace what it was made from. Throws UsageError. */
export function refuseSameFile(
  { registry, store }: Config,
  out: string | undefined,
  { others, words }: { readonly others: readonly string[]; readonly words: string },
): void {
  if (out === undefined) return;
  const taken = [
    ...others.map((file) => resolve(file)),
    registry?.kind === "xlsx" ? registry.file : "",
    store?.kind === "sqlite" ? store.file : "",
  ];
  if (taken.includes(resolve(out)))
    throw new UsageError(`无法写出：${out.slice(0, 200)} 就是${words}本身，--out 请另给一个文件名。`);
}

/** Writes a workbook to look at: to `out`, else as `first`, and then never over another file of that name, which somebody may have worked on. Throws UsageError. */
export async function writtenLook(first: string, out: string | undefined, content: Uint8Array): Promise<string> {
  try {
    return out === undefined ? await besides(first, content) : await over(out, content);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "原因不明";
    throw new UsageError(
      `无法写出核对用的表 ${(out ?? first).slice(0, 200)}（${code}）。请检查文件夹是否存在、是否可写，或用 --out 另给文件名。没有起草。`,
    );
  }
}

async function over(file: string, content: Uint8Array): Promise<string> {
  await writeFile(file, content);
  return file;
}

const MOST_COPIES = 99;

async function besides(first: string, content: Uint8Array): Promise<string> {
  for (let n = 1; ; n++) {
    const file = n === 1 ? first : first.replace(/\.xlsx$/, `（${n}）.xlsx`);
    try {
      await writeFile(file, content, { flag: "wx" });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || n === MOST_COPIES) throw error;
      if (await holds(file, content)) return file;
    }
  }
}

async function holds(file: string, content: Uint8Array): Promise<boolean> {
  return Buffer.from(content).equals(await readFile(file));
}
