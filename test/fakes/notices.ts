import type { MessageRecord, Notice, NoticeItem, NoticeKind } from "../../lib/domain/notice.ts";

const ITEM: NoticeItem = {
  light: "red",
  workbook: "registry.xlsx",
  tab: "milestones",
  subject: "P-031/30",
  cell: "H48",
  unit: "甲县发展改革局",
  project: "P-031",
  projectName: "滨河路改造",
  name: "主体封顶",
  reason: "逾期 23 天",
  action: "请填写实际完成日期",
  due: "2026-05-20",
  facts: {},
};

export const aNotice = (
  key: string,
  recipient: string,
  changes: Partial<NoticeItem> = {},
  kind?: NoticeKind,
): Notice => ({
  key,
  kind: kind ?? "milestone-light",
  recipient,
  item: { ...ITEM, ...changes },
});

export const aMessage = (id: string, changes: Partial<MessageRecord> = {}): MessageRecord => ({
  id,
  recipient: "wang@jia.gov.cn",
  day: "2026-06-12",
  subject: "【督办】今天要办 1 件",
  raw: new TextEncoder().encode("Subject: test\r\n\r\nbody\r\n"),
  noticeKeys: [],
  state: "ready",
  createdAt: "2026-06-12T00:00:00.000Z",
  changedAt: "2026-06-12T00:00:00.000Z",
  detail: "",
  ...changes,
});
