import { COUNTIES } from "./demo-units.ts";
import { seeded } from "./random.ts";

/** What is built, per category: a place is put before it. */
const WORKS: Readonly<Record<string, string>> = {
  产业: "新能源汽车零部件产业园 光伏组件生产线 储能电池一期 中药饮片加工基地 预制菜加工园 智算中心 智能装备制造园 医疗器械产业园 精密铸造技改 光电显示模组 冷链物流园 生物制药基地 绿色建材生产线 特种纸扩能 食品饮料产业园 高端纺织面料 机器人核心部件 标准厂房二期 再生资源利用 现代种业园",
  基础设施:
    "快速路 跨江大桥 环线公路改建 综合交通枢纽 供水管网改造 热力管网 变电站 雨污分流 停车场群 客运站迁建 公路服务区 管廊二期",
  民生: "人民医院新院区 第二中学扩建 养老服务中心 安置房三期 老旧小区改造 妇幼保健院 公共实训基地 农贸市场改造 疾控中心 幼儿园群",
  生态环保: "河道综合治理 湿地修复 污水处理厂扩容 矿山生态修复 垃圾焚烧发电 水源地保护 黑臭水体整治",
  文化旅游: "古镇保护利用 非遗工坊群 温泉度假区 滨江文化长廊 森林康养基地 博物馆新馆 研学营地 体育公园",
};
const PLACES =
  "青龙湾 望江门 柳林 白鹭洲 双桥 金台 凤栖 长堤 南关 北苑 城西 城南 石佛 竹溪 松涛 月亮湾 大河坝 马鞍 红枫 清泉 杏林 枫桥 云台 紫荆 平安 新渡".split(
    " ",
  );

/** Projects that the examples of the office speak of. */
export const KNOWN: Readonly<Record<string, { readonly name: string; readonly category: string }>> = {
  "P-031": { name: "滨河路改造", category: "基础设施" },
  "P-044": { name: "职教园区", category: "民生" },
  "P-052": { name: "城东水厂", category: "基础设施" },
  "P-060": { name: "东湖泵站", category: "生态环保" },
  "P-073": { name: "110千伏线路迁改及电缆入地", category: "基础设施" },
};

/** One name per category and turn, none twice: a place of the county or the county itself, then the work. */
export function projectNames(): (category: string, county: string) => string {
  const random = seeded("project names");
  const taken = new Set(Object.values(KNOWN).map(({ name }) => name));
  const works = Object.fromEntries(Object.entries(WORKS).map(([category, text]) => [category, text.split(" ")]));
  return (category, county) => {
    for (;;) {
      const short = COUNTIES.find(({ name }) => name === county)!.short;
      const name = `${random.chance(0.45) ? short : random.pick(PLACES)}${random.pick(works[category]!)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
