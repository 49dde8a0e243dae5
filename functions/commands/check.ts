import { checkWorkbook } from "../../lib/jobs/check.ts";
import { checkWords } from "../../lib/views/check.ts";
import { findingJson } from "../../lib/views/outcome.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban check`: reads the workbook and the settings, lists every finding, writes nothing. */
export async function check(context: Context): Promise<ExitCode> {
  const config = context.config();
  const { outside, clock, close } = await wire(config, { store: "look" });
  try {
    const checked = await checkWorkbook(outside, context.asOf ?? clock.today());
    const { findings, ...facts } = checked;
    if (context.options.json === true) context.print(JSON.stringify({ ...facts, findings: findings.map(findingJson) }));
    else context.print(checkWords(checked, { mail: config.mail.kind, allowedDomains: config.allowedDomains }));
    return 0;
  } finally {
    await close();
  }
}
