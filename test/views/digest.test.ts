import { expect, test } from "vitest";
import { digestSections, digestSubject } from "../../lib/views/digest.ts";
import { leaderSubject } from "../../lib/views/leader-letter.ts";
import { writeLetter } from "../../lib/views/letter.ts";
import { RAISED_TO_HEAD } from "./loop-matters.ts";
import { AS_OF, HEAD, LEADER_WEEK, matter, NOTHING_ELSE, PROJECT_RED, TO_DECIDE, UNIT_WEEK } from "./mail-matters.ts";

test("what stands at 市调度会 or 省 is the admin's own to bring there; what a leader cannot be sent is passed on", () => {
  const told = (level: string) => ({
    ...TO_DECIDE,
    item: { ...TO_DECIDE.item, facts: { ...TO_DECIDE.item.facts, duty: "admin", level } },
  });
  const titles = (level: string) =>
    digestSections({ asOf: AS_OF, unit: "重点办", matters: [told(level)], standing: [] }).map(({ title }) => title);
  expect(titles("市调度会")).toEqual(["请提交市调度会、报省研究（1 件）"]);
  expect(titles("省")).toEqual(["请提交市调度会、报省研究（1 件）"]);
  expect(titles("分管市领导")).toEqual(["请转报领导（尚无可用邮箱，或请假未设代理人）（1 件）"]);
  expect(digestSubject([told("省")], AS_OF)).toBe("【督办】请过问 1 件：1 件需协调（6月12日）");
});

test("the head of a unit reads ten matters on the phone, worst first, and is told how many there are", () => {
  const matters = Array.from({ length: 12 }, (_, n) => ({ ...RAISED_TO_HEAD, key: `${RAISED_TO_HEAD.key}#${n}` }));
  const [section] = digestSections({ asOf: AS_OF, unit: "甲县", matters, standing: [] });
  expect(section).toMatchObject({ title: "请过问（12 件）", total: 12, most: 10 });
});

test("a letter whose week lists problems or tasks says where their reasons stand", () => {
  const letter = (ids: readonly string[]) => {
    const item = { ...UNIT_WEEK.item, facts: { ...UNIT_WEEK.item.facts, overdue: ["一件"], overdueIds: ids } };
    return writeLetter(HEAD, [{ ...UNIT_WEEK, item }], NOTHING_ELSE).text;
  };
  expect(letter(["tasks/R-1"])).toContain("「系统-项目」「系统-节点」「系统-任务」的系统说明");
  expect(letter(["issues/W-1"])).toContain("「系统-项目」「系统-节点」「系统-问题」的系统说明");
});

test("a letter that tells of an answered appeal alone says so in its subject", () => {
  const answered = matter("appeal-answered", { subject: "S-001", name: "2026年1月申诉（节点按期率）" });
  expect(digestSubject([answered], AS_OF)).toBe("【督办】1 件申诉已答复（6月12日）");
  expect(digestSubject([answered, TO_DECIDE], AS_OF)).not.toContain("申诉");
});

test("a leader's weekly letter names its day or its week in the subject", () => {
  const reports = {
    ...LEADER_WEEK,
    item: { ...LEADER_WEEK.item, facts: { ...LEADER_WEEK.item.facts, reportLines: ["一份"] } },
  };
  expect(leaderSubject([reports], AS_OF)).toBe("【重点项目】1 份书面报告应交（6月12日）");
  expect(leaderSubject([PROJECT_RED, LEADER_WEEK], AS_OF)).toBe("【重点项目】本周新增 1 红");
});
