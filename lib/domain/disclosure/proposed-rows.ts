import { compareText } from "../compare-text.ts";
import { type Month, monthOf, type PlainDate, yearOf } from "../dates.ts";
import { isValue, valueOr } from "../field.ts";
import type { MilestoneVerdict } from "../milestone.ts";
import type { Disclosure } from "../registry.ts";

/** A row of 公开 that follows from a milestone with a 文书类型. */
export interface ProposedDisclosure {
  readonly key: string;
  readonly project: string;
  readonly item: string;
  readonly category: string;
  /** The milestone names no 公开类别. */
  readonly guessed: boolean;
  readonly documentType: Disclosure["documentType"];
  readonly formedOn: PlainDate;
  readonly discloser: string;
  /** Its row is there. */
  readonly stands: boolean;
}

export interface ProposalCase {
  readonly asOf: PlainDate;
  readonly milestones: readonly MilestoneVerdict[];
  readonly rows: readonly Disclosure[];
  /** Keys of all rows of 公开, of those set aside too. */
  readonly keys: ReadonlySet<string>;
}

/**
 * By the month they were formed in, from December of the year before on: milestones that are done and name a 文书类型. One whose row stands stays in its
 * month, also when its 实际完成 is typed anew, so that a month in which nothing is new gives the same rows. Source: domain.md "Disclosure".
 */
export function proposedDisclosures(given: ProposalCase): ReadonlyMap<Month, readonly ProposedDisclosure[]> {
  const since = `${yearOf(given.asOf) - 1}-12-01`;
  const typed = given.milestones
    .filter(({ milestone }) => isValue(milestone.documentType))
    .toSorted((a, b) => a.seq - b.seq);
  const rows = new Map(given.rows.map((row) => [row.key, row]));
  const names = namesOf(typed, given);
  const keys = new Set(typed.map((verdict) => `${verdict.project}/${names(verdict)}`));
  const takeOther = otherRows(given.rows.filter(({ key }) => !keys.has(key)));
  const found = typed.flatMap((verdict): readonly ProposedDisclosure[] => {
    const { done, actual, milestone, project } = verdict;
    if (!done || actual === null || actual < since) return [];
    const item = names(verdict);
    const key = `${project}/${item}`;
    const documentType = valueOr(milestone.documentType, "其他");
    const stands = given.keys.has(key);
    if (!stands && takeOther({ project, documentType, formedOn: actual })) return [];
    const category = valueOr(milestone.disclosureCategory, categoryOf(milestone.name, documentType));
    const guessed = !isValue(milestone.disclosureCategory);
    const formedOn = rows.get(key)?.formedOn ?? actual;
    return [{ key, project, item, category, guessed, documentType, formedOn, discloser: verdict.ownUnit, stands }];
  });
  return Map.groupBy(found.toSorted(byMonthAndKey), ({ formedOn }) => monthOf(formedOn));
}

const byMonthAndKey = (a: ProposedDisclosure, b: ProposedDisclosure): number =>
  compareText(monthOf(a.formedOn), monthOf(b.formedOn)) || compareText(a.key, b.key);

type Matter = Pick<Disclosure, "project" | "documentType" | "formedOn">;

/** A row that a person typed under another name is that of one milestone: several permits may be of one day. */
function otherRows(rows: readonly Disclosure[]): (matter: Matter) => boolean {
  const matterOf = ({ project, documentType, formedOn }: Matter) => `${project}|${documentType}|${formedOn}`;
  const left = new Map([...Map.groupBy(rows, matterOf)].map(([matter, own]) => [matter, own.length]));
  return (matter) => {
    const count = left.get(matterOf(matter)) ?? 0;
    left.set(matterOf(matter), count - 1);
    return count > 0;
  };
}

/**
 * Two milestones of one name in one project are told apart by their number, in brackets as keys are read. A row that stands under the bare name stays with
 * the one of its day, else with the first.
 */
function namesOf(
  typed: readonly MilestoneVerdict[],
  { rows, keys }: Pick<ProposalCase, "rows" | "keys">,
): (verdict: MilestoneVerdict) => string {
  const nameOf = ({ project, milestone }: MilestoneVerdict): string => `${project}/${milestone.name}`;
  const owners = [...Map.groupBy(typed, nameOf)].flatMap(([key, own]): readonly (MilestoneVerdict | undefined)[] => {
    if (own.length === 1) return own;
    const day = rows.find((row) => row.key === key)?.formedOn;
    return keys.has(key) ? [own.find(({ actual }) => actual === day) ?? own[0]] : [];
  });
  const bare = new Set(owners);
  return (verdict) => (bare.has(verdict) ? verdict.milestone.name : `${verdict.milestone.name}(${verdict.seq})`);
}

/** What the eight categories are known by in a milestone's name; the first that fits. */
const KNOWN_BY: readonly (readonly [category: string, words: RegExp])[] = [
  ["重大设计变更", /设计变更/],
  ["质量安全监督", /处罚|质量监督|安全监督/],
  ["竣工", /竣工|验收|决算|交付/],
  ["招标投标", /招标|投标|中标|合同/],
  ["征收土地", /征地|征收|拆迁|供地/],
  ["批准结果", /许可|批复|审批|核准|立项|可研|可行性|初步设计|环评|环境影响|用地预审|节能/],
];

const categoryOf = (name: string, type: Disclosure["documentType"]): string => {
  const known = KNOWN_BY.find(([, words]) => words.test(name))?.[0];
  return known ?? (type === "行政许可" ? "批准结果" : type === "行政处罚" ? "质量安全监督" : "施工");
};
