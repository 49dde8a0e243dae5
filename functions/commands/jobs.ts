import { jobStandings, rememberedCalendar } from "../../lib/jobs/due.ts";
import { jobStandingJson, jobStandingWords } from "../../lib/views/jobs.ts";
import { officeMoment } from "../clock.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban jobs`: schedules, last and next runs, missed ones. */
export async function jobs(context: Context): Promise<ExitCode> {
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asOf = context.asOf ?? clock.today();
    const calendar = await rememberedCalendar(outside.store, outside.workbook, clock.now());
    const standings = await jobStandings(
      outside.store,
      calendar,
      asOf,
      ({ time }) => officeMoment(asOf, time) <= clock.now(),
    );
    const { json } = context.options;
    context.print(
      json === true ? JSON.stringify(standings.map(jobStandingJson)) : standings.map(jobStandingWords).join("\n"),
    );
    return 0;
  } finally {
    await close();
  }
}
