import { checkWorkbook } from "../../lib/jobs/check.ts";
import { checkWords } from "../../lib/views/check.ts";
import { findingJson } from "../../lib/views/outcome.ts";
import { portErrorWords } from "../../lib/views/refusals.ts";
import { ConfigError } from "../config-error.ts";
import type { Context } from "../context.ts";
import { documentFaults } from "../document.ts";
import type { ExitCode } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban check`: reads the workbook, the settings and the office's own templates, lists every finding, writes nothing. */
export async function check(context: Context): Promise<ExitCode> {
  const config = context.config();
  if (config.documents !== null) await refuseFaultyTemplates(config.documents);
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

/** Throws ConfigError with every fault of every template of the office's own. */
async function refuseFaultyTemplates(folder: string): Promise<void> {
  const faults = await documentFaults(folder);
  if (faults.length > 0)
    throw new ConfigError(faults.map(({ code, facts }) => portErrorWords(code, facts).replace(/。$/, "")));
}
