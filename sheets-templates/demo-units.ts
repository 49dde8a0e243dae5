import { seeded } from "./random.ts";
import type { TemplateRow } from "./registry-sheets.ts";

/** The invented city of 澜江: 12 counties and parks, 15 departments, 5 state-owned companies, and two offices that are not ranked. */
export interface DemoUnit {
  readonly name: string;
  readonly short: string;
  readonly group: "县区" | "园区" | "市直" | "国企" | "其他";
  readonly sponsor: string;
}

const unit =
  (group: DemoUnit["group"], sponsor: string) =>
  (line: string): DemoUnit => {
    const [name = "", short = ""] = line.split("/");
    return { name, short, group, sponsor };
  };

export const LEADERS = ["周建明", "沈若谷", "韩春霖", "陆怀远", "梁晓峰", "何守正", "邱云舟", "纪明远"] as const;
const [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH] = LEADERS;

export const UNITS: readonly DemoUnit[] = [
  ...["东澜区/东澜", "西屏区/西屏", "北渚区/北渚"].map(unit("县区", SECOND)),
  ...["云岭县/云岭", "望川县/望川", "清渡县/清渡"].map(unit("县区", THIRD)),
  ...["松岩县/松岩", "石塘县/石塘", "沙渚县/沙渚"].map(unit("县区", FOURTH)),
  ...["澜江高新技术产业开发区/高新区", "澜江经济技术开发区/经开区", "澜江临空经济区/临空区"].map(unit("园区", FIFTH)),
  ...["市发展和改革委员会/市发改委", "市工业和信息化局/市工信局", "市商务局/市商务局"].map(unit("市直", FIFTH)),
  ...["市自然资源和规划局/市自规局", "市住房和城乡建设局/市住建局", "市城市管理局/市城管局"].map(unit("市直", SIXTH)),
  ...["市交通运输局/市交通局", "市水务局/水务局", "市农业农村局/市农业局"].map(unit("市直", SEVENTH)),
  ...["市生态环境局/市环保局", "市林业局/林业局"].map(unit("市直", FOURTH)),
  ...["市文化广电旅游局/市文旅局", "市教育局/教育局", "市卫生健康委员会/市卫健委", "市体育局/体育局"].map(
    unit("市直", EIGHTH),
  ),
  ...["市城市建设投资集团/市城投集团", "市交通投资集团/市交投集团", "市水务集团/水务集团"].map(unit("国企", SIXTH)),
  ...["市文化旅游投资集团/市文旅投", "澜江供电公司/市供电公司"].map(unit("国企", SEVENTH)),
  ...["市政府办公室/市府办", "市重点项目推进办公室/重点项目办"].map(unit("其他", FIRST)),
];

export const COUNTIES = UNITS.filter(({ group }) => group === "县区" || group === "园区");
export const DEPARTMENTS = UNITS.filter(({ group }) => group === "市直" || group === "国企");
const OFFICE = "市重点项目推进办公室";
const LEADERS_OFFICE = "市政府办公室";

export const unitRows = (): readonly TemplateRow[] =>
  UNITS.map(({ name, short, group, sponsor }) => ({
    name,
    aliases: [short, ...(short === "市发改委" ? ["发改委"] : [])].filter((alias) => alias !== name).join("、"),
    group,
    ranked: group === "其他" ? "否" : "是",
    sponsor,
  }));

const SURNAMES =
  "王wang李li张zhang刘liu陈chen杨yang赵zhao黄huang吴wu徐xu孙sun胡hu朱zhu高gao林lin郭guo马ma罗luo宋song郑zheng谢xie唐tang冯feng于yu董dong程cheng曹cao袁yuan邓deng许xu";
const GIVEN =
  "磊lei静jing海hai涛tao明ming敏min建jian国guo志zhi强qiang文wen斌bin晓xiao燕yan立li军jun丽li娟juan云yun峰feng思si远yuan春chun生sheng佳jia宁ning一yi鸣ming雅ya琴qin博bo宇yu振zhen华hua秀xiu兰lan子zi涵han永yong康kang玉yu洁jie庆qing松song";

const readings = (text: string): readonly (readonly [string, string])[] =>
  [...text.matchAll(/(\p{Script=Han})([a-z]+)/gu)].map((match) => [match[1]!, match[2]!] as const);

export interface DemoPerson {
  readonly name: string;
  readonly unit: string;
  readonly title: string;
  readonly email: string;
  readonly roles: string;
}

const DOMAIN = "duban.example";

/** Names that occur once in the city, each with its address. */
function newcomers(): () => { name: string; email: string } {
  const random = seeded("people");
  const surnames = readings(SURNAMES);
  const given = readings(GIVEN);
  const taken = new Set<string>(["王磊"]);
  const addresses = new Set<string>();
  return () => {
    for (;;) {
      const [family, first, second] = [random.pick(surnames), random.pick(given), random.pick(given)];
      const name = family[0] + first[0] + (random.chance(0.7) && first !== second ? second[0] : "");
      const spelled = `${family[1]}.${first[1]}${name.length === 3 ? second[1] : ""}`;
      const email = `${addresses.has(spelled) ? `${spelled}2` : spelled}@${DOMAIN}`;
      if (taken.has(name) || addresses.has(email)) continue;
      taken.add(name);
      addresses.add(spelled).add(email);
      return { name, email };
    }
  };
}

const POSTS: readonly (readonly [string, string])[] = [
  ["主要负责人", "主要负责人"],
  ["办公室主任", "办公室主任"],
  ["项目科科长", "联络员"],
  ["项目专干", "联络员"],
];
const headTitle = ({ group }: DemoUnit): string =>
  group === "县区" ? "县（区）长" : group === "国企" ? "董事长" : "主任";

function peopleOf(): readonly DemoPerson[] {
  const next = newcomers();
  const posts = UNITS.filter(({ group }) => group !== "其他").flatMap((at) =>
    POSTS.map(([title, roles]) => ({
      ...next(),
      unit: at.name,
      title: title === "主要负责人" ? headTitle(at) : title,
      roles,
    })),
  );
  const leaders = LEADERS.map((name, index) => ({
    name,
    unit: LEADERS_OFFICE,
    title: index === 0 ? "市长" : "副市长",
    email: `leader${index + 1}@${DOMAIN}`,
    roles: "包联领导",
  }));
  const office = ["主任", "督查科科长", "项目科科员"].map((title) => ({
    ...next(),
    unit: OFFICE,
    title,
    roles: "管理员",
  }));
  const judges = Array.from({ length: 7 }, () => ({
    ...next(),
    unit: LEADERS_OFFICE,
    title: "评审专家",
    roles: "评委",
  }));
  return [...leaders, ...office, ...judges, ...posts];
}

export const PEOPLE: readonly DemoPerson[] = peopleOf();
export const withRole = (role: string): readonly DemoPerson[] => PEOPLE.filter(({ roles }) => roles === role);
export const officersOf = (name: string): readonly DemoPerson[] =>
  PEOPLE.filter((person) => person.unit === name && person.roles === "联络员");
export const headOf = (name: string): DemoPerson =>
  PEOPLE.find((person) => person.unit === name && person.roles === "主要负责人")!;
