import { describe, expect, it } from "vitest";
import type { Finding } from "../../lib/domain/finding.ts";
import type { History, RowHistory } from "../../lib/domain/history.ts";
import { untold } from "../../lib/domain/notice-key.ts";
import type { Milestone, Registry } from "../../lib/domain/registry.ts";
import { dailyNotices } from "../../lib/jobs/owed-notices.ts";
import { lifeOfRow } from "../fakes/plan-rows.ts";
import { newMilestone } from "../fakes/registry-rows.ts";
import { CITY, owedInput, sentOn, told } from "./owed-city.ts";

const done: Milestone = { ...newMilestone("P-1", 10), actual: "2026-05-05" };
const open: Milestone = { ...done, actual: null };
const withdrawn = lifeOfRow<Milestone>(["2026-05-06", done], ["2026-06-11", open]);

const remembering = (life: RowHistory<unknown>): History => ({
  firstReading: life[0]!.firstSeen,
  lastReading: life.at(-1)!.firstSeen,
  tabs: { milestones: new Map([["P-1/10", life]]) },
});

interface Given {
  readonly asOf?: string;
  readonly life?: RowHistory<Milestone>;
  readonly people?: Registry["people"];
  readonly findings?: readonly Finding[];
}

function owed({ asOf = "2026-06-11", life = withdrawn, people = CITY.people, findings = [] }: Given) {
  const milestones = [life.at(-1)!.row!];
  const registry = { ...CITY, people, milestones };
  return dailyNotices(owedInput({ asOf, registry, history: remembering(life), findings }));
}

const asked = (given: Given) => told(owed(given)).filter((notice) => !notice.startsWith("milestone"));

describe("a change is asked about", () => {
  it("of the person responsible, and of nobody else", () => {
    expect(asked({})).toEqual(["history-question  > 经办"]);
  });

  it("of the unit's contact where nobody is responsible", () => {
    const people = CITY.people.filter(({ name }) => name !== "经办");
    expect(asked({ people })).toContain("history-question  > 联络");
  });

  it("of nobody in the unit's place: the admins hear that a contact is missing, not what would be asked", () => {
    const people = CITY.people.filter(({ unit }) => unit !== "甲局");
    const notices = owed({ people });
    expect(told(notices).filter((one) => !one.startsWith("milestone"))).toEqual(["admin-alert  > 管理"]);
    expect(JSON.stringify(notices.filter(({ kind }) => kind === "admin-alert"))).not.toContain("P-1/10");
  });

  it("once, however long it stands", () => {
    const ledger = sentOn("2026-06-11", owed({}));
    const later = untold(owed({ asOf: "2026-07-20" }), ledger.notices);
    expect(later.filter(({ kind }) => kind === "history-question")).toEqual([]);
  });

  it("no more when it is answered or mended", () => {
    const answered = lifeOfRow<Milestone>(["2026-05-06", done], ["2026-06-11", { ...open, remark: "误填" }]);
    expect(asked({ life: answered })).toEqual([]);
    const mended = lifeOfRow<Milestone>(["2026-05-06", done], ["2026-06-11", open], ["2026-06-12", done]);
    expect(asked({ life: mended, asOf: "2026-06-12" })).toEqual([]);
  });

  it("not when a finding asks about the same cell", () => {
    const finding: Finding = {
      ...{ workbook: "台账", tab: "milestones", key: "P-1/10", cell: "I2", header: "实际完成", found: "" },
      ...{ code: "day-in-future", facts: {}, suggestion: "", unit: "甲局" },
    };
    expect(asked({ findings: [finding] })).toEqual(["correction  > 经办"]);
  });
});
