import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { writeLetter } from "../../lib/views/letter.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import { CLERK, MISSING_REPORT, NOTHING_ELSE, RED_MILESTONE } from "./mail-matters.ts";

const disclosure = (kind: Matter["kind"], name: string, due: string, facts: Matter["item"]["facts"]): Matter => ({
  ...MISSING_REPORT,
  key: `${kind}|P-044/${name}||${due}|li@jia.gov.cn`,
  kind,
  item: {
    ...MISSING_REPORT.item,
    ...{ tab: "disclosures", subject: `P-044/${name}`, name, due, light: "none" },
    reason: "时限：行政许可自作出决定之日起 7 个工作日（规则：公开时限，2019-05-15 起）。",
    action: "已公开的，请在「公开」表第 6 行（K6）填写公开日期和公开链接；依法不公开的，请填写不公开理由和保密审查。",
    facts: { place: "「公开」表第 6 行（K6）", provisional: false, workingDaysLeft: 0, workingDaysLate: 0, ...facts },
  },
});

const OVERDUE = disclosure("disclosure-overdue", "取水许可", "2026-06-10", { workingDaysLate: 2 });
const SOON = disclosure("disclosure-due", "施工许可证", "2026-06-16", { workingDaysLeft: 2 });
const REPORT: Matter = {
  ...disclosure("disclosure-report", "甲县2025年政府信息公开工作年度报告", "2026-06-18", { workingDaysLeft: 4 }),
  key: "disclosure-report|甲县/2025|5|2026-06-18|li@jia.gov.cn",
};
const report = { ...REPORT, item: { ...REPORT.item, project: "", projectName: "" } };

test("a clerk's letter says what is overdue, what is soon due and when the yearly report is", async () => {
  const { subject, text } = writeLetter(CLERK, [RED_MILESTONE, OVERDUE, SOON, report], NOTHING_ELSE);
  const golden = fileURLToPath(new URL("../golden/mails/clerk-disclosures.txt", import.meta.url));
  await expect(`主题：${subject}\n\n${text}`).toMatchFileSnapshot(golden);
});

test("what was told before and is still not published is named in one line", () => {
  const { text } = writeLetter(CLERK, [RED_MILESTONE], { ...NOTHING_ELSE, standing: [OVERDUE] });
  expect(text).toContain("P-044 职教园区 ·「取水许可」应于6月10日公开，已逾期 2 个工作日");
});
