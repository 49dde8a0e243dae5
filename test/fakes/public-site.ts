import type { PublicSite } from "../../lib/domain/publication/public-site.ts";
import { listedProject, publicSiteWith, publicTable } from "./public-table.ts";

const CATEGORIES = ["批准服务", "批准结果", "招标投标", "征收土地", "重大设计变更", "施工", "质量安全监督", "竣工"];

const placed = (group: string, units: readonly string[]) =>
  units.map((unit, at) => ({ group, place: at + 1, unit, score: 9600 - at * 137, change: [1, -1, 0, null][at % 4]! }));

const COUNTIES = ["甲县", "乙区", "丙市", "经济开发区"];
const BUREAUS = ["市水务局", "市住房和城乡建设局"];

/** A site with something in every table, a long name and a figure that is not shown among it. */
export function fullSite(): PublicSite {
  const projects = [
    listedProject("P-001", { name: "滨河路改造" }),
    listedProject("P-002", { name: "城东水厂", category: "民生", totalInvestment: null, annualPlan: null }),
    listedProject("市重〔2026〕3号/东", {
      name: "新能源汽车零部件产业园一期标准厂房及配套道路、管网、变电站建设工程（东区）",
    }),
  ];
  const moved = {
    category: "产业",
    county: "甲县",
    unit: "甲县",
    totalInvestment: 600_000_000,
    annualPlan: 90_000_000,
  };
  return publicSiteWith([
    publicTable("projects", "", projects, { held: 1 }),
    publicTable(
      "disclosures",
      "",
      CATEGORIES.map((category, at) => ({
        ...{
          project: "P-001",
          projectName: "滨河路改造",
          category,
          item: `${category}文件`,
          discloser: "市住房和城乡建设局",
        },
        ...{ disclosedOn: `2026-05-${10 + at}`, link: `https://www.jia.gov.cn/art/2026/5/art_${at}.html` },
      })),
    ),
    publicTable("supervision", "2026-09", placed("县区+园区", COUNTIES)),
    publicTable("rankings", "2026-09", [...placed("县区+园区", COUNTIES), ...placed("市直+国企", BUREAUS)]),
    publicTable("rankings", "2026Q3", placed("县区+园区", COUNTIES), { reissued: true }),
    publicTable("lists", "2026Q3", [
      { group: "县区+园区", list: "red", place: 1, unit: "甲县", rate: 1052, target: 750 },
      { group: "县区+园区", list: "black", place: 4, unit: "经济开发区", rate: 612, target: 750 },
    ]),
    publicTable("observations", "2026-07", [
      { place: 1, project: "P-001", name: "滨河路改造", unit: "甲县", county: "甲县", score: 9412 },
    ]),
    publicTable("starts", "2026-08", [{ project: "P-001", name: "滨河路改造", ...moved, venue: "主会场" }]),
    publicTable("changes", "2026Q3", [
      { move: "out", project: "P-900", name: "旧厂房改造", ...moved },
      { move: "in", project: "P-001", name: "滨河路改造", ...moved },
      {
        move: "revalued",
        project: "P-002",
        name: "城东水厂",
        ...moved,
        totalBefore: 500_000_000,
        planBefore: 80_000_000,
      },
    ]),
    publicTable("sums", "2026Q3", [
      { line: "before", number: 3, totalInvestment: 1_800_000_000, annualPlan: 300_000_000 },
      { line: "after", number: 3, totalInvestment: 1_900_000_000, annualPlan: 310_000_000 },
    ]),
  ]);
}
