import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Field, UNREADABLE } from "../../lib/domain/field.ts";
import type {
  Adjustment,
  Exemption,
  Inspection,
  Milestone,
  MonthlyReport,
  Project,
  Registry,
} from "../../lib/domain/registry.ts";
import type { StartBatchBlock } from "../../lib/domain/starts/batch-block.ts";
import { CITY, owedInput } from "../jobs/owed-city.ts";
import { newInspection, newMilestone, newProject, newReport } from "./registry-rows.ts";

const BATCH = "2026-05";
export const THE_DAY: PlainDate = "2026-05-29";
const READY_DAY: PlainDate = "2026-05-20";
const SIX = "立项√ 土地出让√ 规划许可√ 招标√ 资金到位√ 施工许可√";
const CLASSES: readonly string[] = ["新开工", "续建", "前期", "储备"];

const dateOf = (text: string): Field<PlainDate> => (text === "?" ? UNREADABLE : text);
const moneyOf = (text: string): Field<number> => {
  if (text === "?") return UNREADABLE;
  return text === "" ? null : Number(text) * 10_000;
};
/** What follows the word in the first token that begins with it; undefined without one. */
const after = (tokens: readonly string[], word: string): string | undefined =>
  tokens.find((token) => token.startsWith(word))?.slice(word.length);

/** 施工许可×@2026-05-08@乙局: name, √ × or ?, planned day, unit. */
function milestoneOf(token: string, seq: number): Milestone {
  const [, name = "", mark = "", day, unit] = /^(.+?)([√×?])(?:@(\d{4}-\d{2}-\d{2}))?(?:@(.+))?$/.exec(token)!;
  return {
    ...newMilestone("P", seq),
    ...{ name, planned: day ?? "2026-05-30", responsibleUnit: unit ?? null },
    actual: mark === "√" ? "2026-05-01" : mark === "?" ? UNREADABLE : null,
  };
}

function exemptionsOf(text: string | undefined): readonly Exemption[] {
  if (text === undefined) return [];
  const [from = "", to = ""] = text.split("~");
  const row = { workbook: "台账", key: "M-1", code: "M-1", project: "P", seq: null };
  return [{ ...row, from, to, cause: "不可抗力", approvedBy: "市政府", basis: null }];
}

const projectOf = (more: Partial<Project>): Project => ({
  ...newProject("P"),
  ...{ annualClass: "新开工", responsibleUnit: "甲局", responsiblePerson: "经办", county: "甲局" },
  ...more,
});

/** A row of the readiness cases. */
export function readyCase(given: string) {
  const tokens = given.replace("六项", SIX).split(" ").filter(Boolean);
  const steps = tokens.filter((token) => /[√×?](@.*)?$/.test(token) && !token.startsWith("月报"));
  const planned = after(tokens, "计划");
  const funded = after(tokens, "月报到位");
  const refused = after(tokens, "督查否");
  const row = projectOf({
    annualClass: (tokens.find((token) => CLASSES.includes(token)) ?? "新开工") as Project["annualClass"],
    plannedStart: planned === undefined ? "2026-05-28" : planned === "无" ? null : planned,
    actualStart: after(tokens, "开工2") === undefined ? null : `2${after(tokens, "开工2")}`,
    startBatch: after(tokens, "列入") ?? null,
  });
  const report: MonthlyReport = { ...newReport("P", "2026-04"), invested: 1, fundedYtd: moneyOf(funded ?? "") };
  const registry: Registry = {
    ...CITY,
    projects: [row],
    milestones: steps.map((token, at) => milestoneOf(token, (at + 1) * 10)),
    monthlyReports: funded === undefined ? [] : [report],
    inspections: refused === undefined ? [] : [refusal(refused)],
    exemptions: exemptionsOf(after(tokens, "豁免")),
  };
  return owedInput({ asOf: READY_DAY, registry });
}

/** 60@2026-05-15 */
function refusal(text: string): Inspection {
  const [seq = "", date = ""] = text.split("@");
  return { ...newInspection("D-1", "P", date), seq: Number(seq), milestoneTrue: false };
}

/** The confirmed notice of a batch with the one project P. */
export const blockOf = (day: PlainDate): StartBatchBlock => {
  const { name, category, county, responsibleUnit, totalInvestment, annualPlan } = projectOf({});
  const plan = annualPlan as number | null;
  const entry = { project: "P", name, category, county, unit: responsibleUnit, totalInvestment, annualPlan: plan };
  return { batch: BATCH, day, entries: [{ ...entry, venue: "主会场" }] };
};

/** A row of the cases of checks: the batch's notice was confirmed. */
export function checkCase(given: string) {
  const tokens = given.split(" ").filter(Boolean);
  const [started, step, total] = [after(tokens, "开工"), after(tokens, "节点开工"), after(tokens, "总投资")];
  const registered = after(tokens, "入统");
  const row = projectOf({
    ...{ startBatch: BATCH, venue: "主会场" },
    actualStart: started === undefined ? null : dateOf(started),
    registeredOn: registered === undefined ? null : dateOf(registered),
    totalInvestment: total === undefined ? 100_000_000 : Math.round(Number(total) * 10_000),
  });
  const evidence = tokens.includes("照片") ? "照片 12" : tokens.includes("佐证无") ? "无" : null;
  const start: Milestone = { ...newMilestone("P", 10), name: "开工", planned: THE_DAY, actual: step ?? null, evidence };
  const registry: Registry = {
    ...CITY,
    ...{ projects: [row], milestones: [start] },
    inspections: tokens.flatMap((token, at) => inspectionOf(token, at)),
    exemptions: exemptionsOf(after(tokens, "豁免")),
    adjustments: adjustmentsOf(after(tokens, "调出")),
  };
  const day = after(tokens, "举行") ?? THE_DAY;
  return owedInput({ asOf: after(tokens, "截至")!, registry, startBatches: [blockOf(day)] });
}

function inspectionOf(token: string, at: number): readonly Inspection[] {
  const [, word = "", date = ""] = /^(督查照片|督查|督办|否|是|虚报)(\d{4}-\d{2}-\d{2})$/.exec(token) ?? [];
  if (word === "") return [];
  const row = { ...newInspection(`D-${at}`, "P", date), method: word === "督办" ? "跟踪督办" : "现场察看" };
  if (word === "虚报") return [{ ...row, seq: 10, ruling: "虚报" }];
  if (word === "否" || word === "是") return [{ ...row, seq: 10, milestoneTrue: word === "是" }];
  return [{ ...row, evidence: word === "督查照片" ? "照片 7" : null }];
}

function adjustmentsOf(decided: string | undefined): readonly Adjustment[] {
  if (decided === undefined) return [];
  return [
    {
      ...{ workbook: "台账", key: "T-1", code: "T-1", type: "调出", project: "P", seq: null, from: null, to: null },
      ...{ redCutApproval: null, effectiveMonth: null, applicant: "甲局", appliedOn: decided, reason: "停建" },
      ...{ sponsor: "分管", signedOn: decided, decision: "同意", decidedOn: decided },
    },
  ];
}
