import { constants } from "node:fs";
import { copyFile, link, mkdir, readdir, stat, unlink } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

/** Versions kept beside the workbook. */
const KEPT = 10;

const backupFolder = (target: string): string => join(dirname(target), ".duban-backups", basename(target));

export interface Backup {
  readonly file: string;
  /** It is the replaced file itself, not a copy: who still writes into that file writes here. */
  readonly linked: boolean;
}

/** Keeps the present file under a running number and `label` (when and by which run it is replaced). */
export async function keepBackup(target: string, label: string): Promise<Backup> {
  const folder = backupFolder(target);
  await mkdir(folder, { recursive: true });
  const names = await backupNames(folder);
  await dropSameFile(target, folder, names);
  const number = Number(names.at(-1)?.slice(0, 6) ?? 0) + 1;
  const file = join(folder, `${String(number).padStart(6, "0")}-${label}${extname(target)}`);
  try {
    await link(target, file);
    return { file, linked: true };
  } catch {
    await copyFile(target, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return { file, linked: false };
  }
}

/** Oldest first. */
async function backupNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^\d{6}-/.test(name)).sort();
}

/** A process killed between linking and replacing leaves a link to the present file: it is no version of its own. */
async function dropSameFile(target: string, folder: string, names: readonly string[]): Promise<void> {
  const present = await stat(target);
  for (const name of names) {
    const old = await stat(join(folder, name));
    if (old.ino === present.ino && old.dev === present.dev) await unlink(join(folder, name));
  }
}

export async function pruneBackups(target: string): Promise<void> {
  const folder = backupFolder(target);
  const names = await backupNames(folder);
  for (const name of names.slice(0, -KEPT)) await unlink(join(folder, name)).catch(() => undefined);
}
