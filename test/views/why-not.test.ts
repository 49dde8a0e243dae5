import { describe, expect, test } from "vitest";
import type { NoticeRecord } from "../../lib/domain/notice.ts";
import { dayAt } from "../../lib/domain/office-calendar.ts";
import { explainNoMail, type WhyNotFacts } from "../../lib/views/why-not.ts";
import { aMessage, aNotice } from "../fakes/notices.ts";

const DAY = "2026-06-12";
const ROW = { unit: "甲局", address: "a@b.example", brokenAddress: false, disabled: false, onLeave: false, deputy: "" };
const FACTS: WhyNotFacts = {
  rows: [ROW],
  workday: true,
  mailConfigured: true,
  domainAllowed: true,
  ranOn: true,
  dayOf: dayAt,
  notices: [],
  messages: [],
  bounces: [],
};
const BOUNCE = { address: "a@b.example", kind: "bounce", at: "2026-06-12T01:00:00.000Z", messageId: "m" } as const;
const why = (facts: Partial<WhyNotFacts>): string => explainNoMail("王工", DAY, { ...FACTS, ...facts }).join("");
const notice = (state: NoticeRecord["state"], changedAt: string): NoticeRecord => ({
  ...aNotice("milestone-light|P-031/30|red|2026-05-20|a@b.example", "a@b.example"),
  ...{ state, firstOwed: "2026-06-01T00:00:00.000Z", changedAt, messageId: "" },
});

describe("why somebody got no letter", () => {
  const cases: readonly [string, Partial<WhyNotFacts>, string][] = [
    ["not in 人员", { rows: [] }, "「人员」表里没有“王工”"],
    ["nothing owed", {}, "6月12日没有要告诉王工的事项；没有事不发信。"],
    ["a rest day", { workday: false }, "6月12日是休息日，不发信"],
    ["no run that day", { ranOn: false }, "6月12日没有运行过"],
    ["no address", { rows: [{ ...ROW, address: null }] }, "甲局 王工没有登记邮箱"],
    ["a domain that is not allowed", { domainAllowed: false }, "域名不在允许范围"],
    ["mail not configured", { mailConfigured: false }, "没有设置发信方式"],
    ["on leave with a deputy", { rows: [{ ...ROW, onLeave: true, deputy: "甲局 李工" }] }, "由代理人 甲局 李工 代收"],
    ["on leave without a deputy", { rows: [{ ...ROW, onLeave: true }] }, "没有可用的代理人"],
    ["disabled", { rows: [{ ...ROW, disabled: true }] }, "标为停用"],
    [
      "refused",
      { messages: [aMessage("m", { state: "refused", detail: "550 no such user" })] },
      "被拒收。对方答复：550",
    ],
    ["a letter came back", { bounces: [BOUNCE] }, "a@b.example 6月12日（周五）退信，不再向它发信，提醒仍记为应发"],
    ["uncertain", { messages: [aMessage("m", { state: "uncertain" })] }, "是否送达不明"],
    [
      "told before",
      { notices: [notice("sent", "2026-06-04T23:30:00.000Z")] },
      "最近一次是6月5日 7:30告知的（节点预警 P-031/30）",
    ],
    ["owed and not sent", { notices: [notice("owed", "2026-06-01T00:00:00.000Z")] }, "下次运行时补发"],
  ];
  for (const [situation, facts, expected] of cases)
    test(`${situation}: ${expected}`, () => expect(why(facts)).toContain(expected));

  const unreached: readonly [string, Partial<WhyNotFacts>, string][] = [
    [
      "no address",
      { rows: [{ ...ROW, address: null }] },
      "甲局 王工没有登记邮箱，事项改由本单位联络员接收，没有可用联络员的发给管理员。",
    ],
    [
      "a broken address",
      { rows: [{ ...ROW, address: null, brokenAddress: true }] },
      "甲局 王工登记的邮箱无效，事项改由本单位联络员接收，没有可用联络员的发给管理员。",
    ],
    [
      "leave",
      { rows: [{ ...ROW, onLeave: true, deputy: "甲局 李工" }] },
      "甲局 王工当天请假，由代理人 甲局 李工 代收。",
    ],
  ];
  for (const [situation, facts, only] of unreached)
    test(`${situation} is the whole answer: others were told instead`, () =>
      expect(explainNoMail("王工", DAY, { ...FACTS, ...facts, domainAllowed: false })).toEqual([only]));

  test("owed by a late run of that day: it was owed on the day judged", () => {
    const late = notice("owed", "2026-06-20T00:00:00.000Z");
    const owed = { ...late, firstOwed: "2026-06-20T00:00:00.000Z" };
    expect(explainNoMail("王工", DAY, { ...FACTS, notices: [owed], domainAllowed: false, dayOf: () => DAY })).toEqual([
      "邮箱的域名不在允许范围（DUBAN_ALLOWED_DOMAINS），提醒仍记为应发。",
    ]);
  });

  test("somebody who did get one is told when and which", () => {
    const sent = aMessage("m", { state: "sent", changedAt: "2026-06-11T23:31:00.000Z", noticeKeys: ["a", "b"] });
    expect(why({ messages: [sent] })).toContain("6月12日 7:31已发出：【督办】今天要办 1 件（2 件）");
  });

  test("a letter that left and came back is told with both", () => {
    const sent = aMessage("m", { state: "sent" });
    expect(why({ messages: [sent], bounces: [BOUNCE] })).toMatch(/已发出：.*该信6月12日（周五）退信。$/);
  });

  test("a spent budget is the letter of that day", () => {
    const sent = aMessage("m", { state: "sent" });
    expect(why({ messages: [sent], notices: [notice("owed", "2026-06-12T03:00:00.000Z")] })).toContain("已发出");
  });
});
