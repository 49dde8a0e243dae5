import { compareText } from "../domain/compare-text.ts";
import type { PlainDate } from "../domain/dates.ts";
import { digestOf } from "./drafting.ts";

export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The day its content is of; "" where it says none. */
  readonly day: PlainDate;
}

/** What a published folder holds. `whole`: SHA-256 over "sha256  path\n" of every file, by path, as sha256sum writes it. */
export interface Manifest {
  readonly schema: "duban-public-site";
  readonly version: 1;
  /** The latest day of its pages. */
  readonly asOf: PlainDate;
  readonly whole: string;
  readonly files: readonly ManifestFile[];
}

export const wholeOf = (files: readonly Pick<ManifestFile, "path" | "sha256">[]): string =>
  digestOf(
    files
      .toSorted((a, b) => compareText(a.path, b.path))
      .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
      .join(""),
  );

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 1)}\n`;

/** Only such paths are ever written, read or removed by what a manifest says. */
const PATH = /^(?:[a-z0-9_][a-z0-9_-]{0,79}\/)?[a-z0-9_][a-z0-9_-]{0,79}\.(?:html|css|csv|json|xml)$/;

/** null: it is no manifest of ours. */
export function parseManifest(text: string): Manifest | null {
  try {
    const read = JSON.parse(text) as Partial<Manifest> | null;
    if (read?.schema !== "duban-public-site" || read.version !== 1 || !Array.isArray(read.files)) return null;
    const fits = (read.files as readonly Partial<ManifestFile>[]).every(isFile) && typeof read.asOf === "string";
    return fits ? (read as Manifest) : null;
  } catch {
    return null;
  }
}

const isFile = ({ path, bytes, sha256, day }: Partial<ManifestFile>): boolean =>
  typeof path === "string" &&
  PATH.test(path) &&
  Number.isSafeInteger(bytes) &&
  /^[0-9a-f]{64}$/.test(String(sha256)) &&
  /^(?:|\d{4}-\d\d-\d\d)$/.test(String(day));
