import type { DemoProject } from "../demo-projects.ts";
import { LEADERS, officersOf } from "../demo-units.ts";

/** Number, name, 年度类别, category, county, 责任单位 ("" = the county), 总投资 and 年度计划 in 万元, 计划开工, 计划竣工. */
const TOWN_LINES = `
P-001|东澜储能电池一期|新开工|产业|东澜区||186000|52000|2026-02-24|2027-11-20
P-002|望江门快速路|新开工|基础设施|东澜区|市交通运输局|124000|38000|2026-03-10|2027-09-25
P-003|望川标准厂房二期|新开工|产业|望川县||46000|21000|2026-02-26|2026-12-10
P-004|枫桥养老服务中心|新开工|民生|云岭县||18600|9800|2026-05-15|2027-05-28
P-005|云岭森林康养基地|新开工|文化旅游|云岭县||62000|16000|2026-05-28|2028-04-15
P-006|清泉河道综合治理|新开工|生态环保|望川县|市水务局|9800|6200|2026-08-20|2027-06-20
P-007|东澜老旧小区改造|续建|民生|东澜区|市住房和城乡建设局|8600|4100|2025-04-10|2026-06-25
P-008|城东水厂|续建|基础设施|东澜区|市水务局|78000|26000|2024-09-15|2026-11-25
P-009|望川中药饮片加工基地|续建|产业|望川县||32000|14500|2025-03-20|2026-09-20
P-010|云岭污水处理厂扩容|续建|生态环保|云岭县||21000|8800|2025-06-15|2026-10-24
P-011|滨河路改造|续建|基础设施|东澜区|市住房和城乡建设局|68000|24000|2024-11-20|2027-06-15
P-012|望川古镇保护利用|续建|文化旅游|望川县||41000|11200|2025-05-09|2027-10-20
P-013|南关智能装备制造园|前期|产业|东澜区|市工业和信息化局|230000||2027-03-31|2029-06-25
P-014|大河坝博物馆新馆|前期|文化旅游|望川县|市文化广电旅游局|56000||2027-03-31|2029-10-20
`;

/** Put by, ready to come onto the list when something else leaves it. */
const RESERVE_LINES = `
P-901|望川冷链物流园|储备|产业|望川县||36000||2026-08-18|2027-10-20
P-902|云岭幼儿园群|储备|民生|云岭县||12400||2026-11-26|2027-12-15
P-903|东澜再生资源利用|储备|产业|东澜区||27500||2026-11-18|2028-03-20
P-904|西屏雨污分流|储备|基础设施|西屏区||33600||2026-08-21|2027-11-24
P-905|松岩湿地修复|储备|生态环保|松岩县||15800||2026-08-24|2027-09-20
P-906|清渡公路服务区|储备|基础设施|清渡县||22800||2026-11-25|2027-12-20
P-907|高新区机器人核心部件|储备|产业|澜江高新技术产业开发区||88000||2026-11-27|2028-06-15
P-909|北渚垃圾焚烧发电|储备|生态环保|北渚区||41500||2026-11-25|2028-05-20
P-910|沙渚变电站|储备|基础设施|沙渚县||18200||2026-11-24|2027-10-28
P-911|经开区精密铸造技改|储备|产业|澜江经济技术开发区||29800||2026-11-28|2027-11-20
P-908|石塘研学营地|储备|文化旅游|石塘县||19600||2027-03-20|2028-09-20
`;

const numberOf = (text: string): number | null => (text === "" ? null : Number(text));

function projectOf(line: string, index: number): DemoProject {
  const [code, name, annualClass, category, county, unit, total, plan, start, finish] = line.split("|") as string[];
  const responsible = unit === "" ? county! : unit!;
  return {
    ...{ code: code!, name: name!, category: category!, county: county!, unit: responsible },
    annualClass: annualClass as DemoProject["annualClass"],
    ...{ total: Number(total), plan: numberOf(plan!), start: start!, finish: finish! },
    officer: officersOf(responsible)[index % 2]!.name,
    sponsor: LEADERS[1 + (index % 3)]!,
    ...{ started: annualClass === "续建" ? start! : null, finished: null, pace: "ahead", chain: "fine" },
  };
}

const linesOf = (text: string): readonly string[] => text.trim().split("\n");

export const TOWN: readonly DemoProject[] = linesOf(TOWN_LINES).map(projectOf);
export const RESERVES: readonly DemoProject[] = linesOf(RESERVE_LINES).map(projectOf);

const RESERVED = new Set(RESERVES.map(({ code }) => code));

/** Put by when the year began. */
export const isReserve = ({ code }: Pick<DemoProject, "code">): boolean => RESERVED.has(code);

/** Three counties, seven departments and companies, and the offices. */
export const TOWN_UNITS: readonly string[] = [
  ...["东澜区", "云岭县", "望川县", "市住房和城乡建设局", "市水务局", "市交通运输局", "市工业和信息化局"],
  ...["市文化广电旅游局", "市自然资源和规划局", "市发展和改革委员会", "澜江供电公司", "市政府办公室"],
  "市重点项目推进办公室",
];
