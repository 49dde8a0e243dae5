import type { PlainDate } from "../domain/dates.ts";
import type { Entry } from "./letter-model.ts";
import { matterEntry } from "./loop-lines.ts";
import { factText, type Matter, monthWords, projectTitle } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";

/** From so many on, reports of one month and unit are one entry: nobody reads thirty times the same on a phone. */
const FROM = 3;
/** More stand alone, so that the letter can be cut and the rest attached. */
const MOST = 40;
/** Characters of a project's own sentence. */
const SENTENCE = 160;

/** Characters of a line that names projects. */
const LINE = 200;

/** The entries of a list in its order, reports of one kind, month and unit together; `toReader` names the unit where it is not the reader's. */
export function entriesOf(
  matters: readonly Matter[],
  asOf: PlainDate,
  toReader: (entry: Entry, unit: string) => Entry,
): readonly Entry[] {
  const groups = Map.groupBy(matters, groupOf);
  const done = new Set<string>();
  return matters.flatMap((matter) => {
    const group = groupOf(matter);
    const same = groups.get(group)!;
    if (same.length < FROM || same.length > MOST) return [toReader(matterEntry(matter, asOf), matter.item.unit)];
    if (done.has(group)) return [];
    done.add(group);
    return [toReader(together(same, asOf), matter.item.unit)];
  });
}

/** Other matters stand alone. */
const groupOf = ({ key, kind, item }: Matter): string =>
  kind === "report-missing" || kind === "written-report"
    ? [kind, item.unit, factText(item, "month"), item.due].join("|")
    : key;

function together(same: readonly Matter[], asOf: PlainDate): Entry {
  const [first] = same;
  const entry = matterEntry(first!, asOf);
  const month = monthWords(factText(first!.item, "month"), asOf);
  if (first!.kind === "written-report") {
    const [action = ""] = entry.lines;
    return { ...entry, title: `${month}书面报告 ${same.length} 份`, status: "", lines: [action, ...same.map(because)] };
  }
  const status = entry.status.replace(`${month}月报`, "");
  const asked = "请在「月报」表逐个填报；本月没有进展的，也请如实填报。";
  return {
    ...entry,
    title: `${month}月报 ${same.length} 份`,
    status,
    lines: [asked, ...named(same), ...entry.lines.slice(1)],
  };
}

/** P-010 长堤绿色建材生产线：9月完成投资为当月计划的 87.5%，不足 90%; the rule is told by its figure. */
const because = ({ item }: Matter): string =>
  `${projectTitle(item)}：${oneLine(item.reason.replace(/（规则：[^（）]*）/, ""), SENTENCE).replace(/。$/, "")}。`;

/** All projects, so many characters a line. */
function named(same: readonly Matter[]): readonly string[] {
  const lines: string[] = [];
  for (const { item } of same) {
    const name = projectTitle(item);
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length > LINE) lines.push(name);
    else lines[lines.length - 1] = `${last}、${name}`;
  }
  return lines;
}
