import { jobStandingJson, jobStandingWords } from "../../lib/views/jobs.ts";
import type { Context } from "../context.ts";
import { standingsOn } from "../due.ts";
import type { ExitCode } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban jobs`: schedules, last and next runs, missed ones. */
export async function jobs(context: Context): Promise<ExitCode> {
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asOf = context.asOf ?? clock.today();
    const standings = await standingsOn({ outside, clock }, asOf);
    const { json } = context.options;
    context.print(
      json === true ? JSON.stringify(standings.map(jobStandingJson)) : standings.map(jobStandingWords).join("\n"),
    );
    return 0;
  } finally {
    await close();
  }
}
