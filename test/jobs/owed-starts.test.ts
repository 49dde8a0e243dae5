import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Ledger, NO_LEDGER, type Notice } from "../../lib/domain/notice.ts";
import { untold } from "../../lib/domain/notice-key.ts";
import { dailyNotices } from "../../lib/jobs/owed-notices.ts";
import { startCheckFigures } from "../../lib/jobs/owed-starts.ts";
import { checkCase } from "../fakes/starts-table.ts";
import { owedInput, sentOn, told } from "./owed-city.ts";

const asked = (asOf: PlainDate, given = "", ledger: Ledger = NO_LEDGER): readonly Notice[] =>
  dailyNotices({ ...checkCase(`截至${asOf} ${given}`), ledger }).filter(({ kind }) => kind === "start-check");
const subjects = (notices: readonly Notice[]): string[] => notices.map(({ key }) => key.split("|")[1]!);
const why = ([notice]: readonly Notice[]): string => notice!.item.reason;

describe("who is asked about a start that was announced", () => {
  test("whoever is responsible, from the check's day on and not before", () => {
    expect(asked("2026-06-28")).toEqual([]);
    expect(told(asked("2026-06-29"))).toEqual(["start-check  > 经办"]);
    expect(subjects(asked("2026-06-29"))).toEqual(["P/2026-05/start"]);
    expect(why(asked("2026-06-29"))).toBe("列入5月29日集中开工，核查日为6月29日；没有填实际开工。");
  });

  test("each of the two checks once, whoever answers for the project later", () => {
    const first = asked("2026-06-29");
    const ledger = sentOn("2026-06-29", first);
    for (const asOf of ["2026-06-30", "2026-07-27", "2026-09-26"])
      expect(subjects(untold(asked(asOf, "", ledger), ledger.notices))).toEqual(
        asOf > "2026-07-28" ? ["P/2026-05/registration"] : [],
      );
    const at = checkCase("截至2026-07-01");
    const projects = at.registry.projects.map((one) => ({ ...one, responsiblePerson: "主管" }));
    const later = dailyNotices({ ...at, ledger, registry: { ...at.registry, projects } });
    expect(untold(later, ledger.notices).filter(({ kind }) => kind === "start-check")).toEqual([]);
  });

  test("not of what the unit cannot mend: a record of 督查 is the office's, and what is proven, exempt or off the list is settled", () => {
    expect(asked("2026-07-01", "开工2026-05-29 照片")).toEqual([]);
    expect(asked("2026-07-01", "开工2026-05-29 照片 督查2026-06-03")).toEqual([]);
    expect(asked("2026-08-03", "豁免2026-06-01~2026-07-31")).toEqual([]);
    expect(subjects(asked("2026-08-03", "总投资100"))).toEqual(["P/2026-05/start"]);
  });

  test("with what is missing: the photo, another day than the one found untrue, the registration", () => {
    expect(why(asked("2026-07-01", "开工2026-05-29"))).toMatch(/已填实际开工5月29日，没有现场照片的佐证。$/);
    expect(why(asked("2026-07-01", "节点开工2026-05-29 照片 否2026-06-10"))).toMatch(/督查认定开工不属实。$/);
    const [photo] = asked("2026-07-01", "开工2026-05-29");
    expect([photo!.item.tab, photo!.item.subject, photo!.item.action]).toEqual([
      ...["milestones", "P/10", "请在「表」第 9 行 P/10 evidence（H9）“开工”的佐证中填写现场照片编号或存放处。"],
    ]);
    const [open] = asked("2026-07-01");
    expect([open!.item.tab, open!.item.subject, open!.item.action]).toEqual([
      ...["milestones", "P/10"],
      "已开工的，请在「表」第 9 行 P/10 actual（H9）填写实际完成，并在佐证中填写现场照片编号；未开工的，请在「问题」表说明卡点。",
    ]);
    const at = checkCase("截至2026-07-01 开工2026-05-29");
    const none = owedInput({ ...at, registry: { ...at.registry, milestones: [] }, startBatches: at.startBatches });
    const [bare] = dailyNotices(none).filter(({ kind }) => kind === "start-check");
    expect(bare!.item.action).toBe("请在「节点」表补上“开工”一行，填写实际完成，并在佐证中填写现场照片编号或存放处。");
    const registration = asked("2026-07-28", "开工2026-05-29 照片 督查2026-06-03");
    expect(why(registration)).toBe("列入5月29日集中开工，入统核查日为7月28日；没有填入统日期。");
    expect(registration[0]!.item.action).not.toMatch(/万元/);
  });

  test("and says so where no notice was confirmed", () => {
    const at = checkCase("截至2026-07-01");
    const notices = dailyNotices({ ...at, startBatches: [] }).filter(({ kind }) => kind === "start-check");
    expect(why(notices)).toContain("没有已确认的集中开工通知，按「项目」表所填批次");
  });
});

describe("the admins' summary", () => {
  const figures = (given: string) => startCheckFigures(checkCase(given));

  test("counts who is not shown to have started, or not in the statistics, once the days for it are over", () => {
    expect(figures("截至2026-06-29")).toEqual({});
    expect(figures("截至2026-06-30 开工2026-05-29 照片")).toEqual({ startsUnproven: 1 });
    expect(figures("截至2026-07-29")).toEqual({ startsUnproven: 1, startsUnregistered: 1 });
    expect(figures("截至2026-07-29 开工2026-05-29 照片 督查2026-06-03 入统2026-07-01")).toEqual({});
  });
});
