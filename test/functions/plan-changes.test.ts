import { expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, smallOffice } from "../fakes/small-office.ts";

it("a planned day moved after the lock without an agreed 调整 is a finding, and the original day goes on counting", async () => {
  const settings = office(folder(), "2026-06-01T08:00");
  const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  await duban(["run", "daily"], settings);
  await writeRegistry(settings.DUBAN_REGISTRY, {
    ...smallOffice(),
    milestones: [milestone("P-001", 20, "2026-07-20")],
  });
  await duban(["adopt"], at("2026-06-12T08:00"));
  const ran = await duban(["run", "daily", "--json"], at("2026-06-12T08:00"));
  const { findings } = ran.json() as { findings: { code: string; key: string; cell: string; message: string }[] };
  expect(findings.find(({ code }) => code === "milestone-plan-changed")).toMatchObject({
    key: "P-001/20",
    message: "「节点」H2 计划完成：锁定后改为 2026-07-20，没有同意的调整，仍按 2026-05-20 判定。",
  });
  const [header, row] = await sheetRows(settings.DUBAN_REGISTRY, "节点");
  expect(row![header!.indexOf("预警")]).toBe("红");
  expect(row![header!.indexOf("逾期天数")]).toBe(23);
});

it("a project whose row was deleted without an agreed 调出 stays with its reports and milestones, and is one finding", async () => {
  const settings = office(folder(), "2026-06-01T08:00");
  const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  await duban(["run", "daily"], settings);
  const rows = smallOffice();
  await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, projects: rows.projects!.slice(1) });
  await duban(["adopt"], at("2026-06-12T08:00"));
  const ran = await duban(["run", "daily", "--json"], at("2026-06-12T08:00"));
  const { findings } = ran.json() as { findings: { code: string; message: string }[] };
  expect(findings.map(({ code }) => code)).toEqual(["deleted-without-adjustment"]);
  const [header, , late] = await sheetRows(settings.DUBAN_REGISTRY, "节点");
  expect([late![header!.indexOf("预警")], late![header!.indexOf("逾期天数")]]).toEqual(["红", 23]);
  await duban(["run", "monthly"], at("2026-06-12T08:00"));
  const totals = (await sheetRows(settings.DUBAN_REGISTRY, "系统-汇总")).map((row) => row.map(String));
  const under = totals.find(([name]) => name === "合计(在建)")!;
  const done = totals.find((row) => row.includes("年初累计完成(亿元)"))!.indexOf("年初累计完成(亿元)");
  expect(under[done]).toBe("0.9");
});
