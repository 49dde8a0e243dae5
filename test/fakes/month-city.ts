import fc from "fast-check";

/** Five months of a made-up city as rows of a month table. Units answer for a few projects each, in every state a project may be in. */
export interface MonthCity {
  readonly rows: readonly string[];
}

const UNITS = ["甲县", "乙县", "丙县", "高新园区", "市交通局", "城投集团"] as const;
const unit = fc.constantFrom(...UNITS);
const dayIn = (first: number, last: number) =>
  fc
    .tuple(fc.integer({ min: first, max: last }), fc.integer({ min: 1, max: 28 }))
    .map(([month, day]) => `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const cell = (header: string, value: string | number | null): string => (value === null ? "" : ` ${header}=${value}`);

const project = fc.record({
  unit,
  isNew: fc.boolean(),
  plan: maybe(fc.integer({ min: 100, max: 50_000 })),
  size: fc.constantFrom(300, 500, 20_000),
  start: maybe(dayIn(1, 8)),
  started: maybe(dayIn(1, 5)),
  finish: maybe(dayIn(3, 12)),
  finished: maybe(dayIn(2, 5)),
  operating: maybe(dayIn(3, 5)),
  registered: maybe(dayIn(3, 5)),
  exempt: fc.constantFrom(false, false, false, true),
});
const report = fc.record({
  month: fc.integer({ min: 1, max: 5 }),
  done: fc.integer({ min: 0, max: 60_000 }),
  funds: maybe(fc.integer({ min: 0, max: 60_000 })),
  reported: maybe(fc.constantFrom("2026-06-03", "2026-06-08")),
});
const milestone = fc.record({
  unit: maybe(unit),
  planned: dayIn(1, 6),
  actual: maybe(dayIn(1, 5)),
  after: fc.boolean(),
  duration: fc.integer({ min: 1, max: 30 }),
});
const issue = fc.record({
  unit,
  mechanism: fc.constantFrom("重点项目", "服务企业"),
  assigned: dayIn(2, 5),
  solved: maybe(dayIn(2, 5)),
});
const COUNTS = ["签约项目数", "履约项目数", "履约开工项目数", "开工投产项目数", "达效项目数"] as const;
const counts = fc.record({
  period: fc.constantFrom("2026-05", "2026Q2", "2026", "2026-03", "2026Q1"),
  counts: fc.array(maybe(fc.nat(20)), { minLength: COUNTS.length, maxLength: COUNTS.length }),
});

type Project = typeof project extends fc.Arbitrary<infer T> ? T : never;
type Milestone = typeof milestone extends fc.Arbitrary<infer T> ? T : never;

function projectRows(one: Project, code: string): readonly string[] {
  const cells = [
    ...[cell("年度类别", one.isNew ? "新开工" : "续建"), cell("责任单位", one.unit), cell("总投资", one.size)],
    ...[cell("年度计划投资", one.plan), cell("计划开工", one.start), cell("实际开工", one.started)],
    ...[cell("计划竣工", one.finish), cell("实际竣工", one.finished), cell("实际投产", one.operating)],
    cell("入统日期", one.registered),
  ];
  const exempt = `豁免 E-${code} 项目编号=${code} 起=2026-05-10 止=2026-06-30`;
  return [`项目 ${code}${cells.join("")}`, ...(one.exempt ? [exempt] : [])];
}

const milestoneRow = (one: Milestone, index: number, code: string): string => {
  const before = one.after && index > 0 ? ` 前置节点=${index * 10} 工期=${one.duration}` : "";
  const cells = [cell("计划完成", one.planned), cell("实际完成", one.actual), cell("责任单位", one.unit)];
  return `节点 ${code}/${(index + 1) * 10}${before}${cells.join("")}`;
};

const projectWithRows = fc.record({
  project,
  reports: fc.uniqueArray(report, { selector: ({ month }) => month, maxLength: 3 }),
  milestones: fc.array(milestone, { maxLength: 4 }),
  score: maybe(fc.integer({ min: 0, max: 100 })),
});

const unitRows = fc.uniqueArray(counts, { selector: ({ period }) => period, maxLength: 2 });

/** Every row of every tab, in no order that matters. */
export const monthCity: fc.Arbitrary<MonthCity> = fc
  .tuple(
    fc.array(projectWithRows, { minLength: 1, maxLength: 8 }),
    fc.array(issue, { maxLength: 4 }),
    fc.tuple(...UNITS.map(() => unitRows)),
  )
  .map(([projects, issues, figures]) => ({
    rows: [
      ...projects.flatMap((one, index) => {
        const code = `P-${index + 1}`;
        return [
          ...projectRows(one.project, code),
          ...one.reports.map(
            (row) =>
              `月报 ${code}/2026-0${row.month} 年初累计=${row.done}${cell("年初累计到位", row.funds)}${cell("填报日期", row.reported)}`,
          ),
          ...one.milestones.map((row, at) => milestoneRow(row, at, code)),
          ...(one.score === null ? [] : [`督查 D-${index} 项目编号=${code} 日期=2026-05-12 评分=${one.score}`]),
        ];
      }),
      ...issues.map((row, index) => {
        const closed =
          row.solved === null ? "" : ` 办结日期=${row.solved} 佐证=照片 核查人=李核 核查结果=通过 核查日期=2026-05-29`;
        return `问题 W-${index} 机制=${row.mechanism} 责任单位=${row.unit} 交办日期=${row.assigned}${closed}`;
      }),
      ...figures.flatMap((periods, at) =>
        periods.flatMap(({ period, counts: numbers }) =>
          numbers.flatMap((count, index) =>
            count === null ? [] : [`单位指标 ${UNITS[at]}/${period}/${COUNTS[index]} 实际=${count}`],
          ),
        ),
      ),
    ],
  }));
