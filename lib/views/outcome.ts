import { type Finding, isOwnerless } from "../domain/finding.ts";
import type { CellChange, RawCell } from "../ports/spreadsheet.ts";
import { typedWords } from "./finding-words.ts";
import { wordFinding } from "./findings.ts";
import { holderWords } from "./holder-words.ts";
import { answerWords } from "./mail-answer.ts";
import { oneLine } from "./one-line.ts";
import { portErrorWords } from "./refusals.ts";
import { shortDayWords } from "./words.ts";

type Figures = Readonly<Record<string, string | number>>;

/** What the command line prints of a run; the shape of the runner's outcome as far as it is told. */
export interface ToldOutcome {
  readonly state: string;
  readonly job: string;
  readonly asOf: string;
  readonly runId: number;
  readonly runKey: string;
  readonly published: Readonly<Record<string, number>>;
  readonly cellsChanged: number;
  readonly messages: readonly {
    readonly key: string;
    readonly to: string;
    readonly subject: string;
    readonly state: string;
    readonly detail?: string;
    readonly text?: string;
  }[];
  readonly findings: readonly Finding[];
  readonly drafts: readonly { readonly id: string; readonly state: string; readonly differences: string }[];
  readonly figures: Figures;
  readonly remarks: readonly { readonly code: string; readonly facts: Figures }[];
  readonly changes: readonly (CellChange & { readonly workbook?: string })[];
  readonly workbooks: readonly {
    readonly name: string;
    readonly state: string;
    readonly cellsChanged: number;
    readonly staleSince: string | null;
  }[];
  readonly planDigest: string;
  readonly timings: Readonly<Record<string, number>>;
}

/** A finding for machines: its codes, and the words people read. */
export const findingJson = (finding: Finding): Readonly<Record<string, unknown>> => {
  const { message, suggestion } = wordFinding(finding);
  const { workbook, tab, key, cell, header, found, code, unit } = finding;
  return { workbook, tab, key, cell, header, found: typedWords(found), code, message, suggestion, unit };
};

/** The one object `run --json` prints. */
export function outcomeJson(outcome: ToldOutcome): Readonly<Record<string, unknown>> {
  const { state, job, asOf, runId, runKey, published, cellsChanged, messages, drafts, figures, timings } = outcome;
  return {
    job,
    asOf,
    runId,
    runKey,
    state,
    published,
    cellsChanged,
    messages,
    findings: outcome.findings.map(findingJson),
    drafts: drafts.map(({ id, state, differences }) => ({ id, state, reissue: differences !== "" })),
    figures,
    remarks: outcome.remarks.map((remark) => ({ ...remark, message: remarkWords(remark) })),
    changes: outcome.changes,
    ...(outcome.workbooks.length === 0 ? {} : { workbooks: outcome.workbooks }),
    planDigest: outcome.planDigest,
    timings,
  };
}

const REMARKS: Readonly<Record<string, (facts: Figures) => string>> = {
  busy: ({ host, pid, since }) => `${holderWords(String(host), `，进程 ${pid}，自 ${since}`)}，本次不再重复。`,
  "no-mail": () => "未设置 DUBAN_MAIL，本次不发信，提醒仍记为应发。",
  "no-domains": () => "未设置 DUBAN_ALLOWED_DOMAINS，不会向任何人发信，提醒仍记为应发。",
  "rest-day": ({ day }) => `${shortDayWords(String(day))}是休息日，只算不发信，提醒留到下一个工作日。`,
  "standing-foreign-store": () =>
    "台账里的结论由另一个记录库写成（记录库丢失、换机或台账来自别处），为免重复提醒，暂不向各单位和领导发信。核实后请运行 duban adopt。",
  "standing-unstamped": () =>
    "台账里的运行标记不见了（可能被别的软件另存，或换成了旧文件），为免重复提醒，暂不向各单位和领导发信。核实后请运行 duban adopt。",
  "standing-older-copy": () =>
    "台账比记录库旧（可能是从备份恢复的旧文件或副本），为免重复提醒，暂不向各单位和领导发信。核实后请运行 duban adopt。",
  "standing-restored-store": () =>
    "记录库比台账旧（可能是从备份恢复的），为免重复提醒，暂不向各单位和领导发信。核实后请运行 duban adopt。",
  "standing-copied-workbook": () =>
    "这份台账是另一份已登记台账的副本，为免重复提醒，暂不向各单位和领导发信。如确要改用这份，请运行 duban adopt。",
  "parts-stale": ({ names, count }) => `${count} 个分表未能读取，沿用上次读到的数据（截至括号内日期）：${names}。`,
  "parts-missing": ({ names, count }) => `${count} 个分表未能读取，其中的行未计入：${names}。`,
  "tabs-missing": ({ names }) => `${names}未能读取，其中的行未计入；排名草稿不能确认，改好后重新运行。`,
  "parts-not-written": ({ names, count }) => `${count} 个分表未能写回，结论下次运行补写：${names}。`,
  "parts-not-paired": ({ names, count }) =>
    `${count} 个分表与记录库的配对有疑问，为免重复提醒，其中的事项没有发信：${names}。核实后请运行 duban adopt。`,
  "rows-appended": ({ tab, count, keys }) => `已在「${tab}」表末写入 ${count} 行：${oneLine(String(keys), 300)}。`,
  "rows-stood": ({ id, items }) => `${id} 中不再写入的：${items}。`,
  "rows-unfit": ({ id, items }) =>
    `${id} 中没有写入、仍待处理的：${items}。名称不在「单位」「人员」表的，补登后再确认一次（离任的补登并在“停用”填是）；其余的在表中直接填写，再撤回草稿（duban drop）。`,
  "rows-taken": ({ id, items }) =>
    `${id} 已确认而没有写入、仍待处理的：${items}。请在表中另用编号填写，再撤回草稿（duban drop）。`,
  "document-issued": ({ number, title }) =>
    `已确认《${oneLine(String(title), 120)}》${number === "" ? "" : `，编号 ${number}`}，文件已存档。`,
  "documents-quote-old": ({ id, names }) =>
    `${oneLine(String(names), 200)} 所引的是更正前的结果，${id} 已取代：请重新起草并确认（通报：duban circular --period）。`,
  "columns-lacking": ({ headers }) => `表中没有这些列，其内容未写入：${headers}。`,
  "append-not-paired": ({ id }) => `${id} 已确认，尚未写入台账：台账与记录库的配对有疑问。核实后请运行 duban adopt。`,
  "append-no-tab": ({ id, tab }) => `${id} 已确认，尚未写入台账：没有可用的「${tab}」表。补上该表后由下一次运行写入。`,
  consulted: ({ id, until, units }) =>
    `${id} 已征求意见：${units} 个单位各自收到本单位的得分和计算过程，异议截止${shortDayWords(String(until))}。`,
  "assumed-told": ({ count }) => `已按认可的配对，把现有 ${count} 件事项视为已告知，今后只提醒新的变化。`,
  "mail-stopped": ({ reason }) => `发信中途停下（${answerWords(String(reason))}），其余提醒仍记为应发，下次运行继续。`,
};

export const remarkWords = ({ code, facts }: { readonly code: string; readonly facts: Figures }): string =>
  REMARKS[code]?.(facts) ?? portErrorWords(code, facts);

/** What the admin reads on the terminal after a run. */
export function outcomeWords(outcome: ToldOutcome): string {
  const remarks = outcome.remarks.map(remarkWords);
  if (outcome.state === "busy" || outcome.state === "failed") return remarks.join("\n");
  if (outcome.state === "already-done") return "这次运行已经做过，本次不再重复。";
  return [
    headWords(outcome),
    mailWords(outcome),
    findingsWords(outcome),
    draftsWords(outcome.drafts),
    publishedWords(outcome),
    ...remarks,
    ...previewWords(outcome),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

const count = (n: number): string => n.toLocaleString("en-US");

function headWords({ job, asOf, figures, cellsChanged, timings }: ToldOutcome): string {
  const size = [
    figures.projects === undefined ? "" : `${count(Number(figures.projects))} 个项目`,
    figures.milestones === undefined ? "" : `${count(Number(figures.milestones))} 个节点`,
    Number(figures.large ?? 0) === 0 ? "" : `超亿元项目 ${count(Number(figures.large))} 个`,
  ].filter((part) => part !== "");
  const seconds = Object.values(timings).reduce((sum, ms) => sum + ms, 0) / 1000;
  return `${job} 截至 ${asOf}：${[...size, `改动 ${count(cellsChanged)} 格`, `用时 ${seconds.toFixed(1)} 秒`].join("，")}。`;
}

const STATES: Readonly<Record<string, string>> = {
  sent: "发出",
  refused: "拒发",
  "not-allowed": "域名不在允许范围",
  uncertain: "待定（是否送达不明）",
  owed: "应发未发",
};

function mailWords({ messages }: ToldOutcome): string {
  if (messages.length === 0) return "没有要发的信。";
  const states = Map.groupBy(messages, (message) => message.state);
  const parts = [...states].map(([state, list]) => `${STATES[state] ?? state} ${list.length} 封`);
  const faults = messages
    .filter(({ state }) => state === "refused" || state === "uncertain" || state === "not-allowed")
    .map(({ to, state, detail }) => `  ${to}：${STATES[state]}${detail ? `（${answerWords(detail)}）` : ""}`);
  return [`信件：${parts.join("，")}。`, ...faults].join("\n");
}

/** Only the daily job looks for all of them; another tells of those it read over. */
function findingsWords({ job, findings }: Pick<ToldOutcome, "job" | "findings">): string {
  if (findings.length === 0) return job.split("+").includes("daily") ? "没有数据问题。" : "";
  const ownerless = findings.filter(isOwnerless).length;
  return `数据问题 ${findings.length} 处${ownerless > 0 ? `，其中 ${ownerless} 处找不到责任单位` : ""}，见「系统-数据问题」或 duban check。`;
}

/** What differs names units and places: `duban drafts` says it to who asks, the record of a scheduled run is read by others. */
function draftsWords(drafts: ToldOutcome["drafts"]): string {
  if (drafts.length === 0) return "";
  const ids = drafts.map(({ id, differences }) => `${id}${differences === "" ? "" : "（与已发布的不同）"}`);
  const one = drafts.length === 1 ? drafts[0]!.id : "编号";
  return `待确认 ${count(drafts.length)} 件（内容见 duban drafts），确认请运行 duban confirm ${one} --by 姓名：${ids.join("、")}。`;
}

/** Rows let out by a person are appended before anything is judged, and say so themselves. */
function publishedWords({ published, remarks }: Pick<ToldOutcome, "published" | "remarks">): string {
  const tabs = Object.entries(published);
  if (tabs.length === 0) return remarks.some(({ code }) => code === "rows-appended") ? "" : "表格没有变化，文件未动。";
  return `写回：${tabs.map(([tab, rows]) => `「${tab}」${count(rows)} 行`).join("、")}。`;
}

const MOST_CHANGES = 200;

/** Of a dry run: the exact cells and mails. */
function previewWords({ changes, messages, remarks }: ToldOutcome): readonly string[] {
  const letters = messages.filter((message) => message.text !== undefined);
  const cells = changes
    .slice(0, MOST_CHANGES)
    .map(
      ({ workbook, sheet, cell, before, after }) =>
        `  ${bookWords(workbook)}「${sheet}」${cell}：${cellWords(before)} → ${cellWords(after)}`,
    );
  const more =
    changes.length > MOST_CHANGES ? [`  另有 ${count(changes.length - MOST_CHANGES)} 格，全部见 --json。`] : [];
  const mails = letters.map(({ to, subject, text }) => `—— 致 ${to}：${subject}\n${text}`);
  return [
    ...(cells.length > 0 ? ["将改动的格："] : []),
    ...cells,
    ...more,
    ...(mails.length > 0 ? [remarks.some(holdsMail) ? "应发、因上述原因不会发出的信：" : "将发出的信："] : []),
    ...mails,
  ];
}

/** Of a dry run: the reason why a real one would send nothing of what is owed. */
const holdsMail = ({ code }: ToldOutcome["remarks"][number]): boolean =>
  HOLDS_MAIL.includes(code) || code.startsWith("standing-");
const HOLDS_MAIL: readonly string[] = ["no-mail", "no-domains", "rest-day"];

const bookWords = (workbook: string | undefined): string => (workbook === undefined ? "" : `《${workbook}》`);

function cellWords(cell: RawCell): string {
  if (cell === null || cell === "") return "（空）";
  if (typeof cell !== "object") return oneLine(String(cell), 120);
  return "date" in cell ? cell.date : cell.error;
}
