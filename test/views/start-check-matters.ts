import { batchReview } from "../../lib/jobs/batch-review.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import { type CheckKind, checkName, registrationAsked, startAsked } from "../../lib/views/starts/check-asked.ts";
import { checkCase } from "../fakes/starts-table.ts";
import { MISSING_REPORT } from "./mail-matters.ts";

const AS_OF = "2026-06-12";
const PLACES: Readonly<Record<CheckKind, string>> = {
  start: "「节点」表第 30 行（L30）",
  registration: "「项目」表第 9 行（N9）",
};

/** A batch of April, looked at on the letter's day. */
function matterOf(kind: CheckKind, given: string): Matter {
  const batch = batchReview(checkCase(`举行2026-04-13 截至${AS_OF} ${given}`), "2026-05")!;
  const words = (kind === "start" ? startAsked : registrationAsked)(batch, batch.checks[0]!, PLACES[kind], AS_OF);
  return {
    ...MISSING_REPORT,
    key: `start-check|P-044/2026-05/${kind}|||li@jia.gov.cn`,
    kind: "start-check",
    item: {
      ...{ ...MISSING_REPORT.item, ...words },
      ...{
        light: "none",
        tab: kind === "start" ? "milestones" : "projects",
        name: checkName(kind, "2026-05"),
        due: batch.days[kind].day,
      },
      facts: { place: PLACES[kind] },
    },
  };
}

export const START_UNSHOWN = matterOf("start", "开工2026-04-13");
export const UNREGISTERED = matterOf("registration", "开工2026-04-13 照片");
