import { copyFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { jobOf, SCHEDULES } from "../../lib/jobs/schedule.ts";
import { outcomeJson, outcomeWords } from "../../lib/views/outcome.ts";
import { runReport } from "../../lib/views/run-report.ts";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { freshFolder } from "../fresh-folder.ts";
import { ownOffice } from "../own-office.ts";
import { progress } from "../progress.ts";
import { wire } from "../wire.ts";

const DEMO = fileURLToPath(new URL("../../sheets-templates/demo.xlsx", import.meta.url));

/** `duban demo`: the main job on the demo registry, on its own day, with an outbox instead of mail. No keys, no network. */
export async function demo(context: Context): Promise<ExitCode> {
  const dir = resolve("demo-output");
  await freshFolder(dir, ".duban-demo", "demo");
  const registry = join(dir, "台账.xlsx");
  await copyFile(DEMO, registry);
  const wired = await wire(ownOffice(registry, `${DEMO_AS_OF}T07:30`), { store: "keep", onStep: progress(context) });
  try {
    const calendar = builtInCalendar();
    const slots = SCHEDULES.filter(({ fromFirstRun }) => !fromFirstRun).flatMap(
      (schedule) => schedule.slotOn(calendar, DEMO_AS_OF) ?? [],
    );
    const jobs = slots.map(jobOf);
    const day = { asOf: DEMO_AS_OF, today: DEMO_AS_OF };
    const outcome = await runJobs({ jobs, ...day, period: null, knownAt: null, mode: "apply" }, wired.outside);
    const report = join(dir, "运行报告.html");
    await writeFile(report, runReport(outcome));
    context.print(context.options.json === true ? JSON.stringify(outcomeJson(outcome)) : outcomeWords(outcome));
    if (context.options.json !== true) context.print(whereWords(registry, join(dir, "outbox", "index.html"), report));
    return outcome.trouble ? 1 : 0;
  } finally {
    await wired.close();
  }
}

const whereWords = (registry: string, outbox: string, report: string): string =>
  [
    `\n判定后的台账：${registry}\n发件箱（用浏览器打开）：${outbox}\n运行报告：${report}`,
    `接着试：环境变量 DUBAN_NOW 设为 ${DEMO_AS_OF}T08:00，DUBAN_REGISTRY 设为上面的台账，再运行 npx duban drafts 等；确认人写「人员」表中的管理员。`,
  ].join("\n");
