import { createHash } from "node:crypto";
import type { Field } from "../../lib/domain/field.ts";
import type { Disclosure, Project, Registry } from "../../lib/domain/registry.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import type { DraftKind } from "../../lib/ports/plan.ts";
import type { DraftRecord } from "../../lib/ports/store.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { newPerson } from "./people.ts";
import { type Random, randomFrom } from "./random.ts";
import { EMPTY_REGISTRY, newProject, newUnit } from "./registry-rows.ts";

/** Whatever is secret in a planted city carries one of these, in whatever form it may come out. */
export const MARKS = {
  text: "閟",
  mobile: "19957577",
  identity: "19900307",
  figure: "77177717",
  mail: "zqxjv",
} as const;

const AS_OF = "2026-10-23";
/** 元; its digits show in 元, in 万元 and in any sum with the small figures of the others. */
const SECRET_FIGURE = 771_777_170_000_000;

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

interface City {
  readonly random: Random;
  readonly secret: () => string;
  readonly units: readonly string[];
}

/** Names hardly anybody has; the mark is in each. */
const NAMES = ["王閟三", "李閟", "欧阳閟文", "Zqxjv Lee"] as const;

/** Personal data as people slip it into a name. */
const slips = (random: Random): string => {
  const mobile = `${MARKS.mobile}${100 + random.below(900)}`;
  const han = [...mobile].map((digit) => "零一二三四五六七八九"[Number(digit)]).join("");
  return random.pick([
    mobile,
    `${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}`,
    [...mobile].join(" "),
    han,
    mobile.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    [...mobile].join("\u200b"),
    `（86）${mobile}`,
    `110105${MARKS.identity}1234`,
    `110105 ${MARKS.identity} 123X`,
    `6222 02${MARKS.mobile.slice(0, 2)} ${MARKS.mobile.slice(2, 6)} ${MARKS.mobile.slice(6)}88`,
    `0871-${MARKS.mobile}`,
    `a.${MARKS.mail}@jia.gov.cn`,
    `微信：${MARKS.mail}123`,
    ...NAMES,
  ]);
};

const publicName = (random: Random, at: number): string =>
  `${random.pick(["滨河路改造", "城东水厂", "职教园区", "东湖泵站", "<b>园区</b>", "=1+1 厂房", "“绿道”&广场"])}${at}期`;

/** A small city whose every private cell, draft and document holds a secret, and whose public cells hold some too. */
export function publicCity(seed: number): { readonly input: JobInput; readonly drafts: readonly DraftRecord[] } {
  const random = randomFrom(seed);
  let count = 0;
  const city: City = {
    random,
    secret: () => `${MARKS.text}${seed}/${count++} ${slips(random)}`,
    units: ["甲县", "乙区", "市水务局", "市城投集团"].slice(0, 2 + random.below(3)),
  };
  const projects = Array.from({ length: 3 + random.below(5) }, (_, at) => projectOf(city, at));
  const registry: Registry = {
    ...EMPTY_REGISTRY,
    projects,
    units: city.units.map((name) => ({ ...newUnit(name, "县区"), sponsor: city.secret() })),
    people: NAMES.map((name) =>
      newPerson(random.pick(city.units), name, "联络员", { title: city.secret(), email: `${MARKS.mail}@jia.gov.cn` }),
    ),
    disclosures: projects.flatMap((project, at) => disclosuresOf(city, project.code, at)),
  };
  const listed = projects.filter(({ remark }) => remark !== "清单外");
  const questioned = projects.filter(({ remark }) => remark === "待复核");
  const judgement = {
    listed: listed.map((project) => ({ project })),
    questions: questioned.map(({ code }) => ({ project: code, answered: false, facts: { verified: SECRET_FIGURE } })),
    historyQuestions: () => [],
  };
  const input = {
    ...{ reading: { registry, tabs: new Map() }, asOf: AS_OF, book: NO_OVERRIDES, judge: () => judgement },
  } as unknown as JobInput;
  return { input, drafts: draftsOf(city, projects) };
}

/** Public, or secret for one reason: off the list, marked, under a question, in its name. */
function projectOf({ random, secret, units }: City, at: number): Project {
  const kind = random.pick(["public", "public", "public", "off", "marked", "question", "slip", "reserve"] as const);
  const hidden = kind === "off" || kind === "marked" || kind === "reserve";
  const name = hidden ? secret() : `${publicName(random, at)}${kind === "slip" ? slips(random) : ""}`;
  const figure = kind === "question" || kind === "marked" ? SECRET_FIGURE : (1 + random.below(90)) * 100_000_000;
  return {
    ...newProject(`P-${String(at + 1).padStart(3, "0")}`),
    ...{ name, county: random.pick(units), responsibleUnit: random.pick(units) },
    ...{ annualClass: kind === "reserve" ? "储备" : random.pick(["新开工", "续建", "前期"] as const) },
    ...{ totalInvestment: figure, annualPlan: figure, investedBefore: SECRET_FIGURE },
    ...{ nationalCode: secret(), leadUnit: secret(), responsiblePerson: secret(), sponsor: secret() },
    ...{ countySponsor: secret(), massWorkGroup: secret(), owner: secret(), location: secret() },
    ...{ secrecy: kind === "marked" ? random.pick(["内部", "工作秘密", "不公开"]) : random.pick([null, "无", "公开"]) },
    remark: kind === "off" ? "清单外" : kind === "question" ? "待复核" : secret(),
    plannedStart: "2026-03-01",
  };
}

function disclosuresOf({ random, secret, units }: City, project: string, at: number): readonly Disclosure[] {
  const base = {
    ...{
      workbook: "台账",
      project,
      category: random.pick(["施工", "竣工", "招标投标"]),
      documentType: "其他" as const,
    },
    ...{ manner: "主动" as Field<"主动" | "依申请">, formedOn: "2026-05-06", consultFrom: null, consultTo: null },
    ...{ discloser: random.pick(units), disclosedOn: "2026-05-20", withheldBecause: null, secrecyReview: secret() },
    link: `https://www.jia.gov.cn/art/${at}.html`,
  };
  const row = (item: string, more: Partial<Disclosure> = {}): Disclosure => ({
    ...{ ...base, item, key: `${project}/${item}` },
    ...more,
  });
  return [
    row(`施工许可${at}`),
    row(secret(), { manner: "依申请" }),
    row(secret(), { withheldBecause: secret() }),
    row(secret(), { disclosedOn: null }),
    row(secret(), { disclosedOn: "2026-12-31" }),
    row(secret(), { link: null }),
    row(`规划许可${at}`, { link: `https://${MARKS.mail}:x@www.jia.gov.cn/a` }),
    row(`用地${at}`, { link: `https://www.jia.gov.cn/?m=${MARKS.mobile}123` }),
    row(`环评批复${at}号${slips(random)}`),
    row(secret(), { disclosedOn: "2026-05-01" }),
    row(`公示${at}`, { project: "P-999", discloser: secret() }),
  ];
}

function draftsOf(city: City, projects: readonly Project[]): readonly DraftRecord[] {
  const { random, secret } = city;
  const draft = (
    kind: DraftKind,
    period: string,
    body: object,
    state: DraftRecord["state"] = "confirmed",
  ): DraftRecord => {
    const text = JSON.stringify(body);
    return {
      ...{ id: `${kind}-${period}-${state}-${random.below(1e9)}`, kind, period, createdAt: "2026-10-01T00:00:00.000Z" },
      ...{ lockDay: "2026-10-10", digest: digestOf(text), inputDigest: "", rulesDigest: "", body: text, state },
      attachment: { filename: `${secret()}.xlsx`, content: new TextEncoder().encode(secret()) },
      ...{ confirmedBy: secret(), differences: secret() },
      confirmedAt: state === "confirmed" ? `2026-10-1${random.below(5)}T02:00:00.000Z` : null,
    };
  };
  const state = () => random.pick(["draft", "superseded", "dropped"] as const);
  const hidden = { ...city, units: [secret(), secret()] };
  const changed = draft("ranking", "2026-07", rankingBody(hidden));
  return [
    draft("ranking", "2026-09", rankingBody(city)),
    draft("ranking", "2026-08", rankingBody(hidden), state()),
    draft("ranking", "2026-09", rankingBody(hidden), state()),
    { ...changed, body: `${changed.body} ` },
    draft("quarter", "2026Q3", quarterBody(city)),
    draft("quarter", "2026Q2", quarterBody(hidden), state()),
    draft("year", "2026", { ...quarterBody(hidden) }, state()),
    draft("observation", "2026-07", observationBody(city, projects)),
    draft("observation", "2026-10", observationBody(hidden, []), state()),
    draft("letter", "甲县", { unit: secret(), text: [secret()] }),
    draft("rows", "会议纪要", { rows: [{ item: "1", text: secret() }] }),
    draft("document", "a", {
      ...documentBody(city),
      starts: { batch: "2026-08", day: AS_OF, entries: entriesOf(city, projects) },
    }),
    draft(
      "document",
      "b",
      { ...documentBody(city), starts: { batch: "2026-11", day: AS_OF, entries: [entry(hidden, null)] } },
      state(),
    ),
    draft("document", "c", { ...documentBody(city), listChange: changeOf(city, projects) }),
    draft("document", "d", documentBody(city)),
  ];
}

const documentBody = ({ secret }: City) => ({
  ...{ document: "集中开工", title: secret(), asOf: AS_OF, period: "x", numbered: true },
  ...{ fields: { a: secret() }, readers: { units: [secret()], leaders: true }, text: [secret()] },
});

const rankingBody = ({ random, secret, units }: City) => ({
  ...{ kind: "ranking", version: 1, notes: [secret()], risers: [{ unit: secret() }], missing: [secret()] },
  rows: units.map((unit, at) => ({
    ...{
      unit,
      group: "县区",
      rank: at === 3 ? null : at + 1,
      total: 9000 - at,
      note: secret(),
      change: random.below(5) - 2,
    },
    ...{ previousRank: 1, exempted: [{ exemption: secret(), cause: secret() }], moves: [{ project: secret() }] },
    items: [
      { code: "inspection", rate: 850 + random.below(100), points: 5 },
      { code: "investment", rate: 431, numerator: SECRET_FIGURE, denominator: SECRET_FIGURE },
    ],
  })),
});

const quarterBody = ({ secret, units }: City) => ({
  ...{ kind: "quarter", version: 1, notes: [secret()], months: [], seats: [] },
  rows: units.map((unit, at) => ({
    unit,
    group: "县区",
    rank: at + 1,
    total: 8000 - at,
    change: null,
    note: secret(),
  })),
  lists: [
    ...[true, false].map((stands) => ({
      ...{ group: "县区", color: stands ? "red" : "black", unit: stands ? units[0] : secret(), rank: 1, stands },
      ...{ investment: { rate: 1050, target: 1000 }, because: stands ? "listed" : "exempt", note: secret() },
    })),
  ],
});

const observationBody = ({ secret }: City, projects: readonly Project[]) => ({
  ...{ kind: "observation", version: 1, theme: secret(), notes: [secret()] },
  projects: [
    ...projects.filter(isNoticed).map(({ code, name, county, responsibleUnit }, at) => ({
      ...{ project: code, name, unit: responsibleUnit, county, score: 9000 - at, place: at + 1, judges: secret() },
    })),
    { project: "P-998", name: secret(), unit: secret(), county: "甲县", score: null, place: null },
  ],
});

const entry = ({ secret, units }: City, project: Project | null) => ({
  ...{ project: project?.code ?? "P-997", name: project?.name ?? secret(), category: "产业", county: "甲县" },
  ...{ unit: units[0], venue: "主会场", adjustment: secret(), reason: secret(), contact: secret() },
  ...{ totalInvestment: project?.totalInvestment ?? SECRET_FIGURE, annualPlan: project?.annualPlan ?? SECRET_FIGURE },
});

/** Off the list and 储备 were confirmed into nothing. */
const isNoticed = ({ remark, annualClass }: Project): boolean => remark !== "清单外" && annualClass !== "储备";
const entriesOf = (city: City, projects: readonly Project[]) =>
  projects.filter(isNoticed).map((project) => entry(city, project));

function changeOf(city: City, projects: readonly Project[]) {
  const [first, ...rest] = entriesOf(city, projects);
  const movedIn = first === undefined ? [] : [first];
  const revalued = rest.map((one) => ({ ...one, totalBefore: one.totalInvestment, planBefore: null }));
  const sumOf = (entries: readonly { readonly totalInvestment: number }[]) =>
    entries.reduce((all, { totalInvestment }) => all + totalInvestment, 0);
  const [stays, enters] = [sumOf(revalued), sumOf(movedIn)];
  return {
    ...{ quarter: "2026Q3", effectiveMonth: "2026-10", movedOut: [], movedIn, revalued },
    before: { number: rest.length, totalInvestment: stays, annualPlan: stays },
    after: { number: rest.length + 1, totalInvestment: stays + enters, annualPlan: stays + enters },
    others: [{ adjustment: city.secret(), what: city.secret() }],
  };
}
