import { mkdir, open, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Manifest, manifestText } from "../lib/jobs/public-manifest.ts";
import { cannot, MANIFEST, NEXT, type SiteFolder } from "./site-folder.ts";

export interface SiteChange {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
}

/** What writing would change, by the bytes that stand there; manifest.json last. */
export async function siteChanges(
  { dir, present }: SiteFolder,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<readonly SiteChange[]> {
  const changes: SiteChange[] = [];
  for (const [path, bytes] of files) {
    if (!present.has(path)) changes.push({ path, change: "added" });
    else if (!Buffer.from(bytes).equals(await readFile(join(dir, path)))) changes.push({ path, change: "changed" });
  }
  for (const path of present) if (!files.has(path)) changes.push({ path, change: "removed" });
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Writes what changed, each file whole or not at all, removes what is gone, and puts the manifest last: until then manifest-next.json says that the
 * folder is being written, and a run after a killed one completes it. Throws UsageError.
 */
export async function writeSite(
  { dir }: SiteFolder,
  { files, manifest }: { readonly files: ReadonlyMap<string, Uint8Array>; readonly manifest: Manifest },
  changes: readonly SiteChange[],
): Promise<void> {
  if (changes.length === 0) return;
  try {
    await mkdir(dir, { recursive: true });
    await replace(join(dir, NEXT), Buffer.from(manifestText(manifest)));
    for (const { path, change } of changes)
      if (change !== "removed" && path !== MANIFEST) await replace(join(dir, path), files.get(path)!);
    for (const { path, change } of changes) if (change === "removed" && path !== NEXT) await remove(dir, path);
    await replace(join(dir, MANIFEST), files.get(MANIFEST)!);
    await rm(join(dir, NEXT), { force: true });
  } catch (error) {
    throw cannot(dir, error as NodeJS.ErrnoException);
  }
}

/** Through a new file beside it, so that a link put there meanwhile is replaced and not written through. */
async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const half = `${file}.${process.pid}.part`;
  await mkdir(dirname(file), { recursive: true });
  await rm(half, { force: true });
  try {
    await written(half, bytes);
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Manifests are on the disk before anything rests on them; of pages a lost one is found by its digest. */
async function written(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o644);
  try {
    await handle.writeFile(bytes);
    if (file.includes("manifest")) await handle.sync();
  } finally {
    await handle.close();
  }
}

/** With its folder, where nothing else is in it. */
async function remove(dir: string, path: string): Promise<void> {
  await rm(join(dir, path), { force: true });
  if (path.includes("/")) await rmdir(dirname(join(dir, path))).catch(() => {});
}
