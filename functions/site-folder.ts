import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "../lib/jobs/drafting.ts";
import { type Manifest, parseManifest, wholeOf } from "../lib/jobs/public-manifest.ts";
import { UsageError } from "./exit.ts";

export const MANIFEST = "manifest.json";
/** Names what a publication at work is about to write: who finds it knows a killed run's files for ours. */
export const NEXT = "manifest-next.json";

/** A folder that `duban publish` may write to, as it stands. */
export interface SiteFolder {
  readonly dir: string;
  readonly published: Manifest | null;
  /** Files of ours that stand there, by path. */
  readonly present: ReadonlySet<string>;
}

/** Looks without writing. Throws UsageError: no folder, a link, or one that holds what was not made by publish. */
export async function siteFolder(dir: string): Promise<SiteFolder> {
  const found = await entriesOf(dir, "");
  if (found === null) return { dir, published: null, present: new Set() };
  const published = await manifestIn(dir, MANIFEST);
  const next = await manifestIn(dir, NEXT);
  const known = new Set([...filesOf(published), ...filesOf(next)]);
  const present = new Set<string>();
  const foreign: string[] = [];
  for (const path of await pathsIn(dir, found, foldersOf(known))) {
    if (isOurs(path, known, published !== null)) present.add(path);
    else foreign.push(path);
  }
  if (foreign.length > 0) throw new UsageError(foreignWords(dir, foreign));
  return { dir, published, present };
}

const filesOf = (manifest: Manifest | null): readonly string[] => manifest?.files.map(({ path }) => path) ?? [];
const foldersOf = (paths: Iterable<string>): ReadonlySet<string> =>
  new Set([...paths].filter((path) => path.includes("/")).map((path) => path.slice(0, path.indexOf("/"))));

/** A half-written file is ours by the name of the whole one. */
const isOurs = (path: string, known: ReadonlySet<string>, isPublished: boolean): boolean => {
  const whole = path.replace(/\.\d+\.part$/, "");
  return known.has(whole) || whole === NEXT || (whole === MANIFEST && (isPublished || whole !== path));
};

interface Entry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** null: nothing is there. Links are none of ours and are never followed. */
async function entriesOf(dir: string, under: string): Promise<readonly Entry[] | null> {
  const path = join(dir, under);
  const stats = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw cannot(path, error);
  });
  if (stats === null) return null;
  if (!stats.isDirectory()) throw new UsageError(`${path.slice(0, 200)} 不是文件夹（链接也不行），没有写入。`);
  const entries = await readdir(path, { withFileTypes: true }).catch((error) => {
    throw cannot(path, error);
  });
  return entries.map((entry) => ({
    name: entry.name,
    kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other",
  }));
}

/** Of folders nothing of ours is in only the name: whoever gives a home folder by mistake need not wait for all of it. */
async function pathsIn(
  dir: string,
  entries: readonly Entry[],
  folders: ReadonlySet<string>,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { name, kind } of entries) {
    if (kind !== "folder") paths.push(kind === "file" ? name : `${name}（链接）`);
    else if (!folders.has(name)) paths.push(`${name}/`);
    else
      for (const inner of (await entriesOf(dir, name)) ?? [])
        paths.push(inner.kind === "file" ? `${name}/${inner.name}` : `${name}/${inner.name}（不是文件）`);
  }
  return paths;
}

async function manifestIn(dir: string, name: string): Promise<Manifest | null> {
  const path = join(dir, name);
  const stats = await lstat(path).catch(() => null);
  return stats?.isFile() === true ? parseManifest(await readFile(path, "utf8")) : null;
}

const foreignWords = (dir: string, foreign: readonly string[]): string =>
  `${dir.slice(0, 200)} 里有不是 duban publish 写的 ${foreign.length} 项：${foreign.slice(0, 5).join("、").slice(0, 200)}${foreign.length > 5 ? " 等" : ""}。为免误删，没有写入；请另给一个空文件夹。`;

export const cannot = (path: string, { code }: NodeJS.ErrnoException): UsageError =>
  new UsageError(`无法读写 ${path.slice(0, 200)}（${code ?? "原因不明"}）。请检查文件夹是否存在、是否可写。`);

/** Where a folder differs from its manifest; all empty: it is whole. */
export interface SiteFaults {
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** Holds a folder against its manifest. Throws UsageError where there is no folder or no manifest. */
export async function verifiedSite(dir: string): Promise<SiteFaults & { readonly manifest: Manifest }> {
  const entries = await entriesOf(dir, "");
  if (entries === null) throw new UsageError(`${dir.slice(0, 200)} 不存在。`);
  const manifest = await manifestIn(dir, MANIFEST);
  if (manifest === null) throw new UsageError(`${dir.slice(0, 200)} 里没有 duban publish 写的 ${MANIFEST}，无从校验。`);
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const paths = await pathsIn(dir, entries, foldersOf(listed.keys()));
  const changed = manifest.whole === wholeOf(manifest.files) ? [] : [MANIFEST];
  for (const path of paths) {
    const file = listed.get(path);
    if (file !== undefined && digestOf(await readFile(join(dir, path))) !== file.sha256) changed.push(path);
  }
  const there = new Set(paths);
  return {
    manifest,
    changed: changed.sort(),
    missing: [...listed.keys()].filter((path) => !there.has(path)).sort(),
    extra: paths.filter((path) => !listed.has(path) && path !== MANIFEST).sort(),
  };
}
