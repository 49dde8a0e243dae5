import type { AdjustmentType } from "../registry.ts";

/** Which planned cell of the project a type of 调整 changes. */
export const MONEY: Partial<Record<AdjustmentType, "annualPlan" | "totalInvestment">> = {
  变更年度计划: "annualPlan",
  变更总投资: "totalInvestment",
};
export const DAY: Partial<Record<AdjustmentType, "plannedStart" | "plannedFinish">> = {
  变更计划开工: "plannedStart",
  变更计划竣工: "plannedFinish",
};
