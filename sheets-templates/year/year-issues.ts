import { addDays, addMonths, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { headOf, LEADERS, officersOf, withRole } from "../demo-units.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { type Cast, YEAR_FROM, YEAR_TO } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { isReserve } from "./town.ts";
import { added, type Deed, dateCell, officeDay, typed } from "./world.ts";

/** 类别, what is wrong, the unit that can solve it ("" = the project's), what was tried or done. */
const TROUBLES: readonly (readonly [category: string, text: string, unit: string, done: string])[] = [
  ["审批", "施工许可卡在消防设计审查，缺一份总平面图变更批复", "市住房和城乡建设局", "容缺受理，两日内补齐批复"],
  ["征地拆迁", "红线内 6 户未签约，影响西侧 180 米路段施工", "", "逐户会商，签约腾退"],
  ["工程建设", "总包班组不足，工序衔接慢", "", "约谈总包，增加两个班组"],
  ["资金筹措", "专项债额度未下达，进度款有缺口", "市发展和改革委员会", "调整支付计划，先行拨付"],
  ["用地", "临时用地 40 亩手续未批", "市自然资源和规划局", "现场踏勘后批复"],
  ["用能", "永久用电未接入，调试无法进行", "澜江供电公司", "架设临时线路，先行送电"],
  ["工程建设", "雨后基坑积水，停工 9 天", "", "增设排水泵，恢复施工"],
  ["审批", "建设内容调整，环评需补办变更", "市发展和改革委员会", "牵头会商，补办变更手续"],
  ["征地拆迁", "坟墓迁移 12 座待协调", "", "乡镇逐户协商，全部迁移"],
  ["其他", "施工便道与村道共用，村民有意见", "", "另辟便道，硬化村道"],
  ["用能", "110 千伏线路跨越施工面，需要迁改", "澜江供电公司", "确定迁改方案，组织停电施工"],
  ["用地", "林地使用手续待省级批复", "市自然资源和规划局", "专人赴省对接"],
  ["资金筹措", "业主资本金到位不足，材料款拖欠", "", "签订补充协议，分期到位"],
  ["工程建设", "地下管线与设计不符，需变更基础形式", "", "设计变更已审定"],
];
const MECHANISMS = ["基础设施", "服务企业", "招商引资", "财政税收", "其他"] as const;
/** Told of units, without a project: the other mechanisms. */
const OTHERS: Readonly<Record<string, readonly (readonly [category: string, text: string])[]>> = {
  服务企业: [
    ["资金筹措", "规上企业反映应收账款回款慢，流动资金紧张"],
    ["用能", "两家企业反映用气价格执行口径不一"],
  ],
  招商引资: [
    ["用地", "签约项目用地指标未落实"],
    ["审批", "签约企业环评总量指标待平衡"],
  ],
  财政税收: [
    ["资金筹措", "土地出让收入进度偏慢，配套资金缺口"],
    ["其他", "留抵退税资料反复补正"],
  ],
  基础设施: [
    ["征地拆迁", "片区路网最后一段未交地"],
    ["用能", "变电站出线廊道未定"],
  ],
  其他: [
    ["其他", "渣土消纳场容量不足"],
    ["其他", "砂石料供应紧张，价格上涨"],
  ],
};

/** 市直 units are at hand in a small city as well; where one is missing the project's own unit answers. */
const present = (cast: Cast, unit: string): boolean => unit !== "" && cast.units.some(({ name }) => name === unit);

const inspector = (): string => withRole("管理员")[1]!.name;
const numbered = (index: number): string => `W-2026-${String(index + 1).padStart(3, "0")}`;

/** Problems of the year: found, handed over, arranged, answered, solved, checked; late, sent back, raised, put off, opened again or waved through. */
export function yearIssues(cast: Cast, courses: readonly Course[]): readonly Deed[] {
  const random = seeded(`year issues ${cast.name}`);
  const running = courses.filter(({ project }) => project.plan !== null && !isReserve(project));
  const span = daysBetween(YEAR_FROM, "2026-12-20");
  const days = Array.from({ length: cast.issues }, () => officeDay(addDays(YEAR_FROM, random.int(1, span)))).sort();
  return days
    .flatMap((day, index) => issueOf(cast, random.pick(running), index, day))
    .filter(({ on }) => on <= YEAR_TO);
}

interface Matter {
  readonly random: Random;
  readonly code: string;
  readonly unit: string;
  readonly complex: boolean;
  readonly found: PlainDate;
  readonly measures: string;
}

function issueOf(cast: Cast, { project }: Course, index: number, found: PlainDate): readonly Deed[] {
  const random = seeded(`year issue ${cast.name} ${index}`);
  const other = index % 6 === 5 ? MECHANISMS[Math.floor(index / 6) % MECHANISMS.length]! : null;
  const [category, description, able, measures] = TROUBLES[random.int(0, TROUBLES.length - 1)]!;
  const unit = other === null && present(cast, able) ? able : project.unit;
  const complex = random.chance(0.22);
  const code = numbered(index);
  const matter = { random, code, unit, complex, found, measures };
  const told = other === null ? null : random.pick(OTHERS[other]!);
  const row: TemplateRow = {
    code,
    project: told === null ? project.code : null,
    mechanism: other,
    category: told?.[0] ?? category,
    description: told?.[1] ?? description,
    complexity: complex ? "复杂" : "一般",
    complexityBy: complex ? inspector() : null,
    raisedBy: project.unit,
    ...{ reportedOn: dateCell(found), assignedOn: dateCell(found) },
    responsibleUnit: unit,
    responsiblePerson: officersOf(unit)[0]!.name,
    level: "单位",
  };
  return [...entered(random, code, row, found), ...courseOf(matter)];
}

/** As typed; now and then with a 问题类别 that is none, mended when the correction slip came. */
function entered(random: Random, code: string, row: TemplateRow, found: PlainDate): readonly Deed[] {
  if (!random.chance(0.03)) return [added("issues", found, code, row)];
  const wrong = added("issues", found, code, { ...row, category: `${row.category}类` });
  return [{ ...wrong, key: code, slip: true }, typed("issues", addDays(found, 1), code, { category: row.category! })];
}

const type = ({ code }: Matter, on: PlainDate, cells: TemplateRow): Deed => typed("issues", on, code, cells);
const day = (on: PlainDate) => dateCell(officeDay(on));

function courseOf(matter: Matter): readonly Deed[] {
  const { random, complex, found, unit, measures } = matter;
  const { kind } = habitOf(unit);
  const slow = random.chance(kind === "poor" ? 0.4 : kind === "fair" ? 0.15 : 0.04);
  const arranged = officeDay(addDays(found, slow ? random.int(2, 4) : 1));
  const answered = officeDay(addDays(arranged, slow ? random.int(3, 7) : 1));
  const begun = [
    type(matter, arranged, { arrangedOn: dateCell(arranged) }),
    type(matter, answered, { firstFeedbackOn: dateCell(answered), lastFeedbackOn: dateCell(answered) }),
  ];
  if (complex && random.chance(0.45)) return [...begun, ...raised(matter, answered)];
  if (slow && random.chance(0.12)) return begun;
  const least = complex ? 8 : 1;
  const most = slow ? (complex ? 48 : 22) : complex ? 24 : 3;
  const solved = officeDay(addDays(answered, random.int(least, most)));
  const done = type(matter, solved, { resolvedOn: dateCell(solved), evidence: "会议纪要、现场照片", measures });
  return [...begun, done, ...endOf(matter, solved)];
}

const LADDER = ["县区", "市直", "分管市领导", "市调度会", "省"] as const;
const TRIED: Readonly<Record<string, string>> = {
  县区: "责任单位已两次对接，涉及部门意见不一致，提请县区协调",
  市直: "县区召开现场会，迁改费用分担未谈拢，提请市直部门协调",
  分管市领导: "市直部门专题会商两次未果，提请分管市领导召集",
  市调度会: "分管市领导已召集，涉及两县区利益，提请市调度会研究",
  省: "市级权限内已无办法，拟报省级主管部门",
};

/** Raised level by level with what was tried, a new limit approved by a leader, solved at last. */
function raised(matter: Matter, answered: PlainDate): readonly Deed[] {
  const { random, found, unit } = matter;
  const isCounty = !unit.startsWith("市") && unit !== "澜江供电公司";
  const steps = (isCounty ? LADDER : LADDER.slice(1)).slice(0, random.pick([1, 1, 1, 2, 2, 3, 3, 4, 5]));
  let on = answered;
  const ups = steps.map((level) => {
    on = officeDay(addDays(on, random.int(8, 15)));
    return type(matter, on, { level, raisedOn: dateCell(on), lastFeedbackOn: dateCell(on), measures: TRIED[level]! });
  });
  const asked = officeDay(addDays(addMonths(found, 1), -4));
  const extension = {
    ...{ extensionAskedOn: dateCell(asked), extendedTo: dateCell(addDays(addMonths(found, 1), 35)) },
    ...{ approver: LEADERS[0], approvedOn: dateCell(asked) },
  };
  const solved = officeDay(addDays(on, random.int(6, 20)));
  const cells = { resolvedOn: dateCell(solved), lastFeedbackOn: dateCell(solved), evidence: "协调会纪要、照片" };
  return [
    ...ups,
    ...(random.chance(0.7) ? [type(matter, asked, extension)] : []),
    type(matter, solved, { ...cells, measures: `${TRIED[steps.at(-1)!]!.split("，")[0]}；经协调已解决` }),
    ...endOf(matter, solved),
  ];
}

function endOf(matter: Matter, solved: PlainDate): readonly Deed[] {
  const { random, code, unit } = matter;
  const checked = officeDay(addDays(solved, random.int(1, 4)));
  const pass = (on: PlainDate, by: string): TemplateRow => ({
    ...{ verifiedBy: by, verification: "通过", verifiedOn: day(on), closedOn: day(on) },
  });
  const chance = random.next();
  if (chance < 0.02)
    return [{ ...type(matter, checked, pass(checked, headOf(unit).name)), cheat: "closed-by-doer", key: code }];
  if (chance < 0.035) {
    const away: Deed = {
      ...type(matter, addDays(checked, 6), { resolvedOn: null }),
      cheat: "solved-withdrawn",
      key: code,
    };
    return [away];
  }
  if (chance < 0.13) {
    const again = officeDay(addDays(checked, random.int(3, 9)));
    return [
      type(matter, checked, { verifiedBy: inspector(), verification: "退回", verifiedOn: dateCell(checked) }),
      type(matter, again, { resolvedOn: dateCell(again) }),
      type(matter, addDays(again, 2), pass(addDays(again, 2), inspector())),
    ];
  }
  const end = type(matter, checked, pass(checked, inspector()));
  if (chance < 0.96) return [end];
  const opened = officeDay(addDays(checked, 20));
  const solvedAgain = officeDay(addDays(opened, 5));
  return [
    end,
    type(matter, opened, { reopenedOn: dateCell(opened), closedOn: null }),
    type(matter, solvedAgain, { resolvedOn: dateCell(solvedAgain), measures: "再次整改到位" }),
    type(matter, addDays(solvedAgain, 2), pass(addDays(solvedAgain, 2), inspector())),
  ];
}
