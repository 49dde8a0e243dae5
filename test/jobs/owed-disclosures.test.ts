import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Ledger, NO_LEDGER, type Notice } from "../../lib/domain/notice.ts";
import { untold } from "../../lib/domain/notice-key.ts";
import type { Disclosure, Registry } from "../../lib/domain/registry.ts";
import { dailyNotices } from "../../lib/jobs/owed-notices.ts";
import { newDisclosure } from "../fakes/disclosures.ts";
import { CITY, owedInput, sentOn, told } from "./owed-city.ts";

const cityWith = (...disclosures: readonly Disclosure[]): Registry => ({ ...CITY, milestones: [], disclosures });
const ofUnit = (formedOn: string, more: Partial<Disclosure> = {}): Disclosure =>
  newDisclosure("施工许可证", formedOn, { discloser: "甲局", ...more });

const owed = (asOf: PlainDate, registry: Registry, ledger: Ledger = NO_LEDGER): readonly Notice[] =>
  dailyNotices(owedInput({ asOf, registry, ledger })).filter(({ kind }) => kind.startsWith("disclosure-"));

/** What is told day by day, each day's notices sent. */
function toldOver(days: readonly PlainDate[], registryOn: (day: PlainDate) => Registry): readonly string[] {
  let ledger = NO_LEDGER;
  return days.flatMap((day) => {
    const news = untold(owed(day, registryOn(day), ledger), ledger.notices);
    ledger = sentOn(day, news, ledger);
    return told(news).map((one) => `${day} ${one}`);
  });
}

const JULY = Array.from({ length: 31 }, (_, at) => `2026-07-${String(at + 1).padStart(2, "0")}`);

describe("who is told of a row of 公开", () => {
  test("whoever is responsible at 公开主体: five and two working days before, and once when it passed", () => {
    const registry = cityWith(ofUnit("2026-07-10"));
    expect(toldOver(JULY, () => registry)).toEqual([
      "2026-07-14 disclosure-due 5 > 经办",
      "2026-07-17 disclosure-due 2 > 经办",
      "2026-07-22 disclosure-overdue overdue > 经办",
    ]);
  });

  test("another unit than the project's own: its 联络员", () => {
    const registry = cityWith(ofUnit("2026-07-10", { discloser: "乙局" }));
    expect(told(owed("2026-07-14", registry))).toEqual(["disclosure-due 5 > 对接"]);
  });

  test("seen late, it is told once before its day", () => {
    const registry = cityWith(ofUnit("2026-07-10"));
    expect(toldOver(["2026-07-20", "2026-07-21"], () => registry)).toEqual(["2026-07-20 disclosure-due 2 > 经办"]);
  });

  test("a change gives it another day, which is told anew; disclosed or withheld rows are told no more", () => {
    const before = cityWith(ofUnit("2026-07-10"));
    const changed = cityWith(ofUnit("2026-07-15"));
    const done = cityWith(ofUnit("2026-07-15", { disclosedOn: "2026-07-23", link: "https://www.example.gov.cn/1" }));
    const on = (day: PlainDate) => (day < "2026-07-16" ? before : day < "2026-07-23" ? changed : done);
    expect(toldOver(JULY, on)).toEqual([
      "2026-07-14 disclosure-due 5 > 经办",
      "2026-07-17 disclosure-due 5 > 经办",
      "2026-07-22 disclosure-due 2 > 经办",
    ]);
    const withheld = ofUnit("2026-07-10", { withheldBecause: "商业秘密", secrecyReview: "保密办" });
    expect(owed("2026-07-30", cityWith(withheld))).toEqual([]);
  });

  test("while third parties are asked nobody is reminded", () => {
    const asked = newDisclosure("可研报告", "2026-06-01", { manner: "依申请", discloser: "甲局" });
    expect(owed("2026-06-26", cityWith({ ...asked, consultFrom: "2026-06-08" }))).toEqual([]);
    expect(told(owed("2026-06-26", cityWith(asked)))).toEqual(["disclosure-due 2 > 经办"]);
  });

  test("a limit told as 暂定 is held by what was told", () => {
    const registry = cityWith(ofUnit("2026-12-31", { documentType: "行政许可" }));
    const [notice] = owed("2027-01-05", registry);
    expect(notice!.item).toMatchObject({
      due: "2027-01-12",
      facts: { step: "none", round: "2026-12-31/7/", provisional: true },
    });
  });
});

describe("the days of last year's report", () => {
  const registry = cityWith(
    ofUnit("2026-07-10", { disclosedOn: "2026-07-15" }),
    newDisclosure("可研批复", "2026-07-10", { discloser: "乙局", disclosedOn: "2026-07-15" }),
    newDisclosure("竣工验收", "2025-07-10", { discloser: "市府", disclosedOn: "2025-07-15" }),
  );
  const days = (month: string) => JULY.map((day) => day.replace("2026-07", month));

  test("the units' own: their 联络员, before 31 January, twice; not who disclosed nothing that year", () => {
    expect(toldOver(days("2027-01"), () => registry)).toEqual([
      "2027-01-22 disclosure-report 5 > 对接",
      "2027-01-22 disclosure-report 5 > 联络",
      "2027-01-27 disclosure-report 2 > 对接",
      "2027-01-27 disclosure-report 2 > 联络",
    ]);
  });

  test("the government's: the admins, before 31 March", () => {
    expect(toldOver(days("2027-03"), () => registry)).toEqual([
      "2027-03-24 disclosure-report 5 > 管理",
      "2027-03-29 disclosure-report 2 > 管理",
    ]);
    expect(owed("2027-03-30", cityWith())).toEqual([]);
  });
});
