import { expect, test } from "vitest";
import { NO_BOUNCES } from "../../lib/domain/bounce.ts";
import type { NoticeRecord } from "../../lib/domain/notice.ts";
import { systemTabOf } from "../../lib/registry/system-tabs.ts";
import { noticeTabRows } from "../../lib/views/notice-tab.ts";
import { aNotice } from "../fakes/notices.ts";

const record = (key: string, rest: Partial<NoticeRecord> = {}): NoticeRecord => ({
  ...aNotice(key, "liaison@jia.example"),
  state: "sent",
  firstOwed: "2026-06-11T23:30:00.000Z",
  changedAt: "2026-12-31T17:05:00.000Z",
  messageId: "m-1",
  ...rest,
});

test("a notice is one row under the headers of 系统-通知, its instants in office time", () => {
  const [row] = noticeTabRows([record("milestone-light|P-031/30|red|2026-05-20|liaison@jia.example")], NO_BOUNCES);
  expect(row).toEqual([
    "liaison@jia.example",
    "节点预警",
    "P-031/30 滨河路改造 主体封顶",
    "已发",
    "2026-06-12 07:30",
    "2027-01-01 01:05",
    "m-1",
  ]);
  expect(row?.length).toBe(systemTabOf("通知").headers.length);
});

test("what waits for an address that bounced, and the letter that came back, say so; what was told before does not", () => {
  const address = "liaison@jia.example";
  const bounces = new Map([
    [address, { address, kind: "bounce", at: "2026-06-12T01:00:00.000Z", messageId: "m-1" } as const],
  ]);
  const records = [
    record("a"),
    record("b", { messageId: "m-0" }),
    record("c", { state: "owed", messageId: "" }),
    record("d", { recipient: "other@jia.example", state: "owed" }),
  ];
  expect(noticeTabRows(records, bounces).map((row) => row[3])).toEqual([
    "已发，6月12日（周五）退信",
    "已发",
    "待发，6月12日（周五）退信",
    "待发",
  ]);
});

test("what is asked of a unit privately leaves no row in the tab others read, not even that somebody was asked", () => {
  expect(
    noticeTabRows([record("review-question|P-018/2026-05/jump|||x", { kind: "review-question" })], NO_BOUNCES),
  ).toEqual([]);
});

test("the latest change stands first, and more than 5,000 records are counted, not listed", () => {
  const records = Array.from({ length: 5_003 }, (_, n) =>
    record(`k${n}`, { changedAt: `2026-06-12T00:00:00.${String(n % 1000).padStart(3, "0")}Z` }),
  );
  const rows = noticeTabRows(records, NO_BOUNCES);
  expect(rows.length).toBe(5_001);
  expect(rows.at(-1)?.[0]).toBe("更早的 3 条存在记录库中");
  expect(rows[0]?.[5]).toBe("2026-06-12 08:00");
});

test("others read this tab: what is asked in private and drafts nobody has confirmed are not in it", () => {
  const kinds = ["review-question", "history-question", "inspection-question", "draft-to-confirm"] as const;
  const unseen = kinds.map((kind) => record(`${kind}|L-1||`, { kind }));
  expect(noticeTabRows([...unseen, record("a")], NO_BOUNCES)).toHaveLength(1);
});

test("a run is named in words, not by its jobs", () => {
  const item = { ...record("a").item, subject: "daily+weekly", projectName: "", name: "日常、每周" };
  expect(noticeTabRows([record("a", { kind: "run-summary", item })], NO_BOUNCES)[0]![2]).toBe("日常、每周");
});
