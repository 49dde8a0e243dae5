import { resolve } from "node:path";
import { placedRows } from "../../lib/jobs/held-places.ts";
import { look } from "../../lib/jobs/look.ts";
import type { Manifest } from "../../lib/jobs/public-manifest.ts";
import { publicSite, type SiteWritten } from "../../lib/jobs/public-site.ts";
import { lackingFor } from "../../lib/jobs/publication-lacks.ts";
import {
  lacksWords,
  publishJson,
  publishWords,
  verifiedJson,
  verifiedWords,
} from "../../lib/views/publication/outcome.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { siteFolder, verifiedSite } from "../site-folder.ts";
import { siteChanges, writeSite } from "../site-writing.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/**
 * `duban publish DIR`: what may be public and is confirmed, as a folder for any web server. Sends nothing and writes nothing but that folder; `--dry-run`
 * lists what would change. `--verify` holds a folder against its manifest.
 */
export async function publish(context: Context, dir: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("publish", options, ["period", "out"]);
  if (dir.trim() === "") throw new UsageError("请给出文件夹，如 duban publish 公开网站。");
  const folder = resolve(dir);
  return options.verify === true ? verified(context, folder) : published(context, folder);
}

async function verified(context: Context, dir: string): Promise<ExitCode> {
  refuseOptions("publish --verify", context.options, ["asOf", "knownAt", "dryRun"]);
  const { manifest, ...faults } = await verifiedSite(dir);
  const shown = { dir, whole: manifest.whole, files: manifest.files.length, ...faults };
  context.print(context.options.json === true ? JSON.stringify(verifiedJson(shown)) : verifiedWords(shown));
  return faults.changed.length + faults.missing.length + faults.extra.length === 0 ? 0 : 1;
}

async function published(context: Context, dir: string): Promise<ExitCode> {
  const { options } = context;
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    if (asked.asOf > clock.today()) throw new UsageError(`${asked.asOf} 还没有到，不能发布。`);
    const input = await look(outside, asked);
    const lacks = lackingFor(input);
    if (lacks.length > 0) {
      context.warn(lacksWords(lacks));
      return 3;
    }
    const folder = await siteFolder(dir);
    refuseEarlier(dir, folder.published, asked.asOf);
    const drafts = await outside.store.drafts(asked.knownAt === null ? {} : { knownAt: asked.knownAt });
    const site: SiteWritten = publicSite(input, drafts, folder.published);
    const changes = await siteChanges(folder, site.files);
    if (options.dryRun !== true) await writeSite(folder, site, changes);
    const shown = {
      ...{ dir, dryRun: options.dryRun === true, whole: site.manifest.whole, files: site.files.size },
      ...{ asOf: asked.asOf, changes, held: placedRows(input.reading.places, site.held) },
    };
    context.print(options.json === true ? JSON.stringify(publishJson(shown)) : publishWords(shown));
    return 0;
  } finally {
    await close();
  }
}

/** An older day over a newer one would take back what was published. Throws UsageError. */
function refuseEarlier(dir: string, published: Manifest | null, asOf: string): void {
  if (published !== null && published.asOf > asOf)
    throw new UsageError(
      `${dir.slice(0, 200)} 里的内容截至 ${published.asOf}，比 ${asOf} 晚，没有写入。请另给一个文件夹。`,
    );
}
