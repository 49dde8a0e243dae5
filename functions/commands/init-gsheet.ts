import { type Provisioned, provisionGoogle } from "../../lib/adapters/google-sheets/provision.ts";
import { lookupKeys, registrySheets } from "../../sheets-templates/registry-sheets.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { googlePlace } from "../open-registry.ts";

/** Tabs, headers, notes, drop-downs, protection and lookups that are missing; what people typed stays. May be done again at any time. */
export async function initGsheet(context: Context, id: string): Promise<ExitCode> {
  const { options, close } = await googlePlace(context.config());
  try {
    const repair = context.options.repair === true;
    const sheets = registrySheets({});
    const made = await provisionGoogle(id, { name: `gsheet:${id}`, ...options, sheets, keys: lookupKeys(), repair });
    context.print(context.options.json === true ? JSON.stringify(made) : madeWords(made, repair));
    return made.blocked.length > 0 ? 1 : 0;
  } finally {
    close();
  }
}

function madeWords({ created, kept, lookups, blocked }: Provisioned, repair: boolean): string {
  const lines = [
    created.length > 0 ? `已建 ${created.length} 张表：${created.join("、")}。` : "没有缺少的表。",
    ...(kept.length > 0 ? [`原有 ${kept.length} 张表保持不动。`] : []),
    ...(lookups.length > 0 ? [`已放好取数公式：${lookups.join("、")}。`] : []),
    ...blocked.map(({ sheet, cell }) => `「${sheet}」的取数公式放不下：${cell} 已有内容，请移开后再运行。`),
  ];
  if (blocked.length > 0 && !repair) lines.push("公式被改动过的，可加 --repair 重放。");
  return lines.join("\n");
}
