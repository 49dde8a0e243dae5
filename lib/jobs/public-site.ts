import { compareText } from "../domain/compare-text.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { HeldRow, PublicSite } from "../domain/publication/public-site.ts";
import type { DraftRecord } from "../ports/store.ts";
import { siteFiles } from "../views/publication/site-files.ts";
import { digestOf } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import { type Manifest, type ManifestFile, manifestText, wholeOf } from "./public-manifest.ts";
import { publicationOf } from "./publication.ts";

/** A site as files: every path with its bytes, manifest.json among them. */
export interface SiteWritten {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
  /** What stays in the office and why, for the admin. */
  readonly held: readonly HeldRow[];
}

/**
 * The public site of the day judged as bytes; writes nothing. `published`: the manifest of what stands now, so that a page whose content is the same
 * keeps its day and its bytes; null: none. `drafts` are all of the store.
 */
export function publicSite(
  input: JobInput,
  drafts: readonly DraftRecord[],
  published: Manifest | null = null,
): SiteWritten {
  const { site, held } = publicationOf(input, drafts);
  return { ...siteWritten(site, published), held };
}

const encoder = new TextEncoder();

export function siteWritten(site: PublicSite, published: Manifest | null): Omit<SiteWritten, "held"> {
  const before = new Map((published?.files ?? []).map((file) => [file.path, file]));
  const files = new Map<string, Uint8Array>();
  const listed: ManifestFile[] = [];
  for (const { path, day, text } of siteFiles(site)) {
    const made = day === null ? standing(text, site.asOf, before.get(path)) : { day, bytes: encoder.encode(text(day)) };
    files.set(path, made.bytes);
    listed.push({ path, bytes: made.bytes.length, sha256: digestOf(made.bytes), day: made.day });
  }
  const manifest: Manifest = {
    schema: "duban-public-site",
    version: 1,
    asOf: listed.reduce((latest, { day }) => (day > latest ? day : latest), ""),
    whole: wholeOf(listed),
    files: listed.toSorted((a, b) => compareText(a.path, b.path)),
  };
  files.set("manifest.json", encoder.encode(manifestText(manifest)));
  return { files, manifest };
}

/** As it stands where only its day would change, else of today. */
function standing(
  text: (day: PlainDate) => string,
  asOf: PlainDate,
  before: ManifestFile | undefined,
): { readonly day: PlainDate; readonly bytes: Uint8Array } {
  const kept = before === undefined || before.day === "" ? null : encoder.encode(text(before.day));
  if (before !== undefined && kept !== null && digestOf(kept) === before.sha256)
    return { day: before.day, bytes: kept };
  return { day: asOf, bytes: encoder.encode(text(asOf)) };
}
