import { ASSESSMENT_RULES } from "./assessment-rules.ts";
import { CIRCULAR_RULES } from "./circular-rules.ts";
import { DEADLINE_RULES } from "./deadlines.ts";
import { DISCLOSURE_RULES } from "./disclosure-rules.ts";
import { ESCALATION_RULES } from "./escalation-rules.ts";
import { FORECAST_RULES } from "./forecast-rules.ts";
import { HONESTY_RULES } from "./honesty-rules.ts";
import { INSPECTION_RULES } from "./inspection-rules.ts";
import { ISSUE_RULES } from "./issue-rules.ts";
import { LETTER_RULES } from "./letter-rules.ts";
import { LIGHT_RULES } from "./light-rules.ts";
import { LIST_RULES } from "./list-rules.ts";
import { LOOP_RULES } from "./loop-rules.ts";
import { MAIL_RULES } from "./mail-rules.ts";
import { MEETING_RULES } from "./meeting-rules.ts";
import { MILESTONE_RULES } from "./milestone-rules.ts";
import { OBSERVATION_RULES } from "./observation-rules.ts";
import { PUBLICATION_RULES } from "./publication-rules.ts";
import { RAISING_RULES } from "./raising-rules.ts";
import { READING_RULES } from "./reading-rules.ts";
import { RECOVERY_RULES } from "./recovery-rules.ts";
import { REPORT_RULES } from "./report-rules.ts";
import type { RuleDef } from "./rulebook.ts";
import { SCORING_RULES } from "./scoring.ts";
import { START_RULES } from "./start-rules.ts";
import { STEP_RULES } from "./step-rules.ts";
import { SUMMARY_RULES } from "./summary-rules.ts";
import { TASK_RULES } from "./task-rules.ts";
import { WRITTEN_REPORT_RULES } from "./written-report-rules.ts";

/** Every parameter the tab 规则 knows. A new rule is one more entry of its list: a name missing here is refused as unknown. */
export const ALL_RULES: readonly RuleDef<unknown>[] = [
  ...READING_RULES,
  ...DEADLINE_RULES,
  ...MILESTONE_RULES,
  ...STEP_RULES,
  ...FORECAST_RULES,
  ...LIGHT_RULES,
  ...REPORT_RULES,
  ...HONESTY_RULES,
  ...INSPECTION_RULES,
  ...SCORING_RULES,
  ...ASSESSMENT_RULES,
  ...SUMMARY_RULES,
  ...MAIL_RULES,
  ...LOOP_RULES,
  ...ISSUE_RULES,
  ...TASK_RULES,
  ...MEETING_RULES,
  ...LIST_RULES,
  ...WRITTEN_REPORT_RULES,
  ...ESCALATION_RULES,
  ...RAISING_RULES,
  ...LETTER_RULES,
  ...CIRCULAR_RULES,
  ...RECOVERY_RULES,
  ...OBSERVATION_RULES,
  ...PUBLICATION_RULES,
  ...DISCLOSURE_RULES,
  ...START_RULES,
];
