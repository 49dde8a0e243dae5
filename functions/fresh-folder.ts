import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "./exit.ts";

/** A folder for what a command makes anew. Only one that the same command made before (`mark` lies in it) is emptied. Throws UsageError. */
export async function freshFolder(dir: string, mark: string, command: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const names = await readdir(dir);
  if (names.length > 0 && !names.includes(mark))
    throw new UsageError(`${dir} 里有别的文件，不会清空。请换一个目录运行 ${command}。`);
  for (const name of names) await rm(join(dir, name), { recursive: true });
  await writeFile(join(dir, mark), "");
}
