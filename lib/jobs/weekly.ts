import type { Job } from "./job.ts";
import { owedInputOf } from "./owed-input.ts";
import { WEEKLY_KINDS, weeklyNotices } from "./owed-notices.ts";

/** On the week's first working day: per lead unit what is due in 14 days and which report is missing, inside that day's one message. */
export const weekly: Job = {
  name: "weekly",
  kinds: WEEKLY_KINDS,
  decide: (input) => ({
    job: "weekly",
    asOf: input.asOf,
    status: [],
    systemTabs: [],
    findings: [],
    kinds: WEEKLY_KINDS,
    notices: weeklyNotices(owedInputOf(input, input.judge(input.asOf, null))),
    drafts: [],
    figures: {},
  }),
};
