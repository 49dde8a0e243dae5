import type { PlainDate } from "../../domain/dates.ts";
import type { HeldBack } from "../../domain/publication/public-row.ts";
import type { HeldRow } from "../../domain/publication/public-site.ts";
import { TAB_TITLES } from "../../domain/tab-titles.ts";
import { oneLine } from "../one-line.ts";
import { sectionOf, titleOfColumn } from "./public-words.ts";

interface Change {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
}

interface Placed extends HeldRow {
  readonly place: string;
}

/** A publication as the admin is told of it. */
export interface PublishShown {
  readonly dir: string;
  readonly dryRun: boolean;
  readonly asOf: PlainDate;
  readonly files: number;
  readonly whole: string;
  readonly changes: readonly Change[];
  readonly held: readonly Placed[];
}

const WHY: Readonly<Record<HeldBack, string>> = {
  mobile: "含手机号码",
  phone: "含电话号码",
  "identity-number": "含证件号码",
  "bank-card": "含银行卡号",
  "e-mail": "含邮箱地址",
  account: "含社交账号",
  dwelling: "含门牌住址",
  "named-person": "含「人员」表中的姓名；不是姓名的，可在「规则」表以“公开放行词”列明并写依据",
  secrecy: "「密级」不是空白或者“公开”",
  "unknown-category": "不在八类之内",
  "before-formed": "公开日期早于形成日期",
  "bad-link": "没有公众能打开的 http(s) 链接",
  "not-on-list": "项目不在清单内",
  changed: "记录库里的内容与确认时不同，不再公开",
};

const CHANGES: Readonly<Record<Change["change"], string>> = { added: "新增", changed: "更新", removed: "删除" };
/** As many as one looks through. */
const MOST = 200;

export function publishWords({ dir, dryRun, asOf, files, whole, changes, held }: PublishShown): string {
  const counts = (["added", "changed", "removed"] as const)
    .map((kind) => `${CHANGES[kind]} ${changes.filter(({ change }) => change === kind).length}`)
    .join("、");
  const isSame = changes.length === 0;
  const head = isSame ? `${dir} 没有变化：` : dryRun ? `试运行，没有写入。${dir} 将有 ` : `已写入 ${dir}：`;
  return [
    `${head}${files} 个文件，截至 ${asOf}。${isSame ? "没有改动文件。" : `${counts}。`}`,
    `校验值（SHA-256）：${whole}`,
    ...(dryRun ? limited(changes.map(({ path, change }) => `  ${CHANGES[change]}  ${path}`)) : []),
    ...(held.length === 0 ? ["没有因内容留下不公开的行。"] : [`以下 ${held.length} 处没有公开，请核对：`]),
    ...limited(held.map((row) => `  ${heldWords(row)}`)),
  ].join("\n");
}

const limited = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST ? lines : [...lines.slice(0, MOST), `  …… 另有 ${lines.length - MOST} 处，见 --json。`];

/** Where, and why; what stands there is not repeated. */
function heldWords({ table, tab, key, place, column, because }: Placed): string {
  const where =
    tab === ""
      ? `${sectionOf(table).title}（${oneLine(key)}）`
      : `${place || TAB_TITLES[tab as keyof typeof TAB_TITLES]} ${oneLine(key)}`;
  const what = column === "" || column === "secrecy" ? "" : titleOfColumn(table, column);
  return `${where}${what === "" ? "" : ` ${what}`}：${WHY[because]}`;
}

export const publishJson = (shown: PublishShown): object => ({ version: 1, ...shown });

interface VerifiedShown {
  readonly dir: string;
  readonly whole: string;
  readonly files: number;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

export function verifiedWords({ dir, whole, files, changed, missing, extra }: VerifiedShown): string {
  const faults = [
    ...changed.map((path) => `  内容改动  ${oneLine(path, 200)}`),
    ...missing.map((path) => `  缺少  ${oneLine(path, 200)}`),
    ...extra.map((path) => `  多出  ${oneLine(path, 200)}`),
  ];
  if (faults.length === 0) return `${dir}：${files} 个文件与 manifest.json 一致（SHA-256：${whole}）。`;
  return [`${dir}：与 manifest.json 不一致 ${faults.length} 处。`, ...limited(faults)].join("\n");
}

export const verifiedJson = (shown: VerifiedShown): object => ({
  version: 1,
  ...shown,
  ok: shown.changed.length + shown.missing.length + shown.extra.length === 0,
});

/** What must be read first. */
export function lacksWords(
  lacks: readonly (
    | { readonly kind: "workbook"; readonly name: string }
    | { readonly kind: "tab"; readonly tab: string }
  )[],
): string {
  const names = lacks.map((lack) =>
    lack.kind === "workbook"
      ? `分表“${oneLine(lack.name)}”`
      : `「${TAB_TITLES[lack.tab as keyof typeof TAB_TITLES]}」表`,
  );
  return `没有发布：${names.join("、")}没有读到。缺了它，公开的清单会不完整或者漏看姓名；读到以后再发布。`;
}
