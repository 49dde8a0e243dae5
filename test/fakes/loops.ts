import type { PlainDate } from "../../lib/domain/dates.ts";
import type { Loop } from "../../lib/domain/loop.ts";
import type { Letter } from "../../lib/domain/registry.ts";

/** A problem of 甲局 under way, due on a day. */
export const newLoop = (key: string, due: PlainDate): Loop => ({
  tab: "issues",
  workbook: "台账",
  key,
  title: "用地手续未办结",
  project: "",
  unit: "甲局",
  person: null,
  cooperating: [],
  state: "working",
  step: "solve",
  due,
  workingDaysLate: 0,
  light: "none",
  round: "",
  provisional: false,
});

/** A row of 督办 that was sent and not answered. */
export const newLetter = (unit: string, subject: string): Letter => ({
  workbook: "台账",
  key: "督〔2026〕1号",
  code: "督〔2026〕1号",
  type: "督办函",
  unit,
  subject,
  sentOn: null,
  answerDue: null,
  answeredOn: null,
  accepted: null,
  acceptedBy: null,
});
