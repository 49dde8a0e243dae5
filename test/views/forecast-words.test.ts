import { describe, expect, it, test } from "vitest";
import { digestSections, digestSubject } from "../../lib/views/digest.ts";
import {
  forecastAside,
  forecastSentence,
  leaderForecastLine,
  outlookWords,
  thirdWords,
} from "../../lib/views/forecast-words.ts";
import { FORECAST, newForecast } from "./forecast-matters.ts";
import { AS_OF } from "./mail-matters.ts";

describe("why a milestone may become late", () => {
  it("says what it rests on, how likely in tenths, when in thirds of a month, and that it is not counted", () =>
    expect(forecastSentence(newForecast(), AS_OF)).toBe(
      "蓝（预测）：本单位计划日已到的 14 个节点有 9 个因自身原因逾期；按此并参照各单位记录、剩余时间推算，约有八成可能逾期，到7月中旬才有八成把握完成。预测不计分、不排名。",
    ));

  it("names the predecessors that are open where they matter, and the record of all where the unit has too few", () =>
    expect(forecastAside(newForecast({ record: "all", cases: 300, casesLate: 90, waitsFor: [20, 30] }), AS_OF)).toBe(
      "预测：本单位已有结果的节点太少，各单位合计计划日已到的 300 个节点有 90 个因自身原因逾期，且前置节点 20、30 尚未完成；按此并参照剩余时间推算，约有八成可能逾期，到7月中旬才有八成把握完成。预测不计分、不排名。",
    ));

  it.each([
    [0.7, "约有七成可能逾期，到7月中旬才有八成把握完成"],
    [0.749, "约有七成可能逾期，到7月中旬才有八成把握完成"],
    [0.75, "约有八成可能逾期，到7月中旬才有八成把握完成"],
    [0.97, "约有九成可能逾期，到7月中旬才有八成把握完成"],
    [0.995, "已难以按期，到7月中旬才有八成把握完成"],
    [0.2, "约有两成可能逾期，到7月中旬有八成把握完成"],
    [0.04, "逾期的可能很小，到7月中旬有八成把握完成"],
  ])("a chance of %d reads %s", (chanceLate, words) =>
    expect(outlookWords(newForecast({ chanceLate }), AS_OF)).toBe(words),
  );

  it("does not contradict itself where both days lie in one third, and counts nothing as none", () => {
    const same = newForecast({ chanceLate: 0.999, planned: "2026-07-12", likelyBy: "2026-07-19", casesLate: 0 });
    expect(outlookWords(same, AS_OF)).toBe("已难以按期，到7月中旬、计划日之后才有八成把握完成");
    expect(forecastSentence(same, AS_OF)).toContain("计划日已到的 14 个节点没有因自身原因逾期的；按此");
  });

  it.each([
    ["2026-07-10", "7月上旬"],
    ["2026-07-11", "7月中旬"],
    ["2026-07-20", "7月中旬"],
    ["2026-07-31", "7月下旬"],
    ["2027-01-01", "2027年1月上旬"],
  ])("%s is %s", (day, words) => expect(thirdWords(day, AS_OF)).toBe(words));
});

test("a letter of nothing but forecasts says so in its subject and has one section, at most ten in it", () => {
  const matters = Array.from({ length: 12 }, (_, n) => ({ ...FORECAST, key: `${FORECAST.key}#${n}` }));
  expect(digestSubject(matters, AS_OF)).toBe("【督办】12 个节点可能逾期（预测）（6月12日）");
  const sections = digestSections({ asOf: AS_OF, unit: "甲县发展改革局", matters, standing: [] });
  expect(sections).toMatchObject([{ title: "可能逾期（预测，不计分、不排名）（12 件）", total: 12, most: 10 }]);
});

test("a leader reads counts where no project is likely to miss its finish", () =>
  expect(leaderForecastLine(2, 3, null, AS_OF)).toBe("2 个项目的 3 个节点可能逾期。"));
