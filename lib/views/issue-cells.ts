/** Cells of 问题 by their column codes, as sentences name them. */
const CELLS: Readonly<Record<string, string>> = {
  reportedOn: "提出日期",
  assignedOn: "交办日期",
  raisedOn: "提级日期",
  arrangedOn: "部署日期",
  firstFeedbackOn: "首次反馈日期",
  lastFeedbackOn: "最近反馈日期",
  extensionAskedOn: "延期申请日期",
  extendedTo: "新时限",
  approvedOn: "批准日期",
  resolvedOn: "办结日期",
  verifiedOn: "核查日期",
  closedOn: "销号日期",
  reopenedOn: "重开日期",
};

export const issueCellName = (code: string): string => CELLS[code] ?? code;
