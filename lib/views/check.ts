import type { Finding } from "../domain/finding.ts";
import { wordFinding } from "./findings.ts";
import { oneLine } from "./one-line.ts";
import { remarkWords } from "./outcome.ts";

export interface Checked {
  readonly workbook: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly standing: string;
  readonly workbooks?: readonly { readonly name: string; readonly standing: string }[];
}

/** What `duban check` prints: size, findings by tab, and what of the settings keeps mail from leaving. */
export function checkWords(
  checked: Checked,
  settings: { readonly mail: string; readonly allowedDomains: readonly string[] },
): string {
  const rows = Object.entries(checked.rows).map(([title, count]) => `「${title}」${count.toLocaleString("en-US")} 行`);
  const findings = checked.findings.map(findingWords);
  const head = findings.length === 0 ? "没有数据问题。" : `数据问题 ${findings.length} 处：`;
  return [
    `${checked.workbook}：${rows.length === 0 ? "还没有填写任何一行" : rows.join("、")}。`,
    head,
    ...findings,
    ...settingsWords(settings),
    ...standingWords(checked.standing),
    ...(checked.workbooks ?? []).flatMap(({ name, standing }) => partWords(name, standing)),
  ].join("\n");
}

function findingWords(finding: Finding): string {
  const { message, suggestion } = wordFinding(finding);
  const unit = finding.unit === "" ? "" : `（${finding.unit}）`;
  return `  ${message}${suggestion === "" ? "" : `建议：${suggestion}`}${unit}`;
}

function settingsWords({
  mail,
  allowedDomains,
}: {
  readonly mail: string;
  readonly allowedDomains: readonly string[];
}): readonly string[] {
  if (mail === "none") return [remarkWords({ code: "no-mail", facts: {} })];
  return allowedDomains.length === 0 ? [remarkWords({ code: "no-domains", facts: {} })] : [];
}

const standingWords = (standing: string): readonly string[] =>
  standing === "own" || standing === "new" ? [] : [remarkWords({ code: `standing-${standing}`, facts: {} })];

/** Those not read have a finding. */
const partWords = (name: string, standing: string): readonly string[] =>
  standing === "unread" ? [] : standingWords(standing).map((words) => `《${oneLine(name, 40)}》：${words}`);
