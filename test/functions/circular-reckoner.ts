/** Reckons every figure of a circular again from the confirmed blocks and the workbook alone. Shares nothing with lib but the JSON it is given. */
import ExcelJS from "exceljs";

interface Place {
  readonly draft: string;
  readonly path: string;
}
interface Cells {
  readonly tab: string;
  readonly field: string;
  readonly keys: readonly string[];
  readonly times?: readonly [number, number];
  readonly counted?: number;
}
type Operand = Place | Cells;
type Reckoning =
  | { readonly do: "count" | "sum"; readonly of: readonly Operand[] }
  | { readonly do: "share" | "ratio"; readonly part: readonly Operand[]; readonly whole: readonly Operand[] }
  | { readonly do: "apart"; readonly first: Reckoning; readonly second: Reckoning };

export interface Figure {
  readonly shown: string;
  readonly kind: string;
  readonly from: Reckoning;
}

/** n ÷ d. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export interface Sources {
  /** Tab, key, field → what the cell says: money in 元. */
  readonly cell: (tab: string, key: string, field: string) => Fraction;
  readonly isRow: (tab: string, key: string) => boolean;
  readonly blocks: Readonly<Record<string, unknown>>;
}

const whole = (value: number | bigint): Fraction => ({ n: BigInt(value), d: 1n });
const add = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const halfUp = ({ n, d }: Fraction): bigint => (n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d));

/** 0.85 as 85/100. */
function fraction(value: number): Fraction {
  const [digits = "0", places = ""] = value.toFixed(12).split(".");
  return { n: BigInt(digits + places), d: 10n ** BigInt(places.length) };
}

export function reckoned(from: Reckoning, sources: Sources): Fraction {
  if (from.do === "apart") {
    const [first, second] = [reckoned(from.first, sources), reckoned(from.second, sources)];
    return add(first, { n: -second.n, d: second.d });
  }
  if ("of" in from && from.do === "count") return whole(from.of.reduce((sum, one) => sum + rowsIn(one, sources), 0));
  if ("of" in from) return sumOf(from.of, sources);
  const { part: some, whole: every } = from;
  const added = (of: readonly Operand[]): Fraction =>
    from.do === "share" ? sumOf(of, sources) : whole(of.reduce((sum, one) => sum + rowsIn(one, sources), 0));
  const [part, all] = [added(some), added(every)];
  return { n: part.n * all.d, d: part.d * all.n };
}

function rowsIn(operand: Operand, { isRow, blocks }: Sources): number {
  if ("path" in operand) return at(blocks[operand.draft], operand.path) === null ? 0 : 1;
  const missing = operand.keys.filter((key) => !isRow(operand.tab, key));
  if (missing.length > 0) throw new Error(`${operand.tab} has no row ${missing.join(", ")}`);
  return operand.keys.length;
}

const sumOf = (of: readonly Operand[], sources: Sources): Fraction =>
  of.map((one) => amountOf(one, sources)).reduce(add, whole(0));

function amountOf(operand: Operand, { cell, blocks }: Sources): Fraction {
  if ("path" in operand) return fraction(at(blocks[operand.draft], operand.path) as number);
  const { tab, field, keys, times, counted } = operand;
  const amounts = keys.map((key) => (counted === undefined ? cell(tab, key, field) : whole(counted)));
  const parts =
    times === undefined
      ? amounts
      : amounts.map(({ n, d }) => whole(halfUp({ n: n * BigInt(times[0]), d: d * BigInt(times[1]) })));
  return parts.reduce(add, whole(0));
}

const at = (block: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], block);

/** As it must stand in the text. */
export function recomputed({ kind, shown, from }: Figure, sources: Sources): string {
  const value = reckoned(from, sources);
  const size = value.n < 0n ? { n: -value.n, d: value.d } : value;
  const decimals = (/\.(\d+)/.exec(shown)?.[1] ?? "").length;
  if (kind === "count") return fixed(size, 0);
  if (kind === "score") return `${fixed({ n: value.n, d: value.d * 100n }, 2)}${shown.endsWith(" 分") ? " 分" : ""}`;
  if (kind === "points") return fixed({ n: size.n * 100n, d: size.d }, decimals);
  if (kind === "yi") return fixed({ n: value.n, d: value.d * 100_000_000n }, 1);
  if (kind === "wan") return fixed({ n: value.n, d: value.d * 10_000n }, 0);
  if (kind === "percent" && from.do === "sum") return `${fixed({ n: value.n, d: value.d * 10n }, 1)}%`;
  if (kind === "percent") return `${fixed({ n: value.n * 100n, d: value.d }, decimals)}%`;
  const small = size.n < size.d * 100_000_000n;
  return small
    ? `${fixed({ n: value.n, d: value.d * 10_000n }, 0)} 万元`
    : `${fixed({ n: value.n, d: value.d * 100_000_000n }, 1)} 亿元`;
}

function fixed(value: Fraction, decimals: number): string {
  const scaled = halfUp({ n: value.n * 10n ** BigInt(decimals), d: value.d });
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${scaled < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}

const TABS: Readonly<
  Record<string, { title: string; key: readonly string[]; fields: Readonly<Record<string, string>> }>
> = {
  projects: {
    title: "项目",
    key: ["项目编号"],
    fields: { totalInvestment: "总投资", annualPlan: "年度计划投资" },
  },
  monthlyReports: {
    title: "月报",
    key: ["项目编号", "月份"],
    fields: { invested: "本月完成投资", investedYtd: "年初累计", funded: "本月到位资金", fundedYtd: "年初累计到位" },
  },
  targets: { title: "目标", key: ["期间", "范围"], fields: { plannedInvestment: "计划投资" } },
  unitIndicators: { title: "单位指标", key: ["单位", "期间", "指标"], fields: { plan: "计划", actual: "实际" } },
  tasks: { title: "任务", key: ["任务编号"], fields: {} },
  issues: { title: "问题", key: ["问题编号"], fields: {} },
};

/** The workbook read by another library than ours. */
export async function sheetSources(file: string, blocks: Readonly<Record<string, unknown>>): Promise<Sources> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const tabs = new Map(Object.keys(TABS).map((tab) => [tab, rowsByKey(workbook, tab)]));
  return {
    blocks,
    isRow: (tab, key) => tabs.get(tab)?.has(key) ?? false,
    cell: (tab, key, field) => {
      const text = tabs.get(tab)?.get(key)?.[TABS[tab]!.fields[field]!] ?? "";
      return tab === "unitIndicators" ? fraction(Number(text)) : money(text);
    },
  };
}

function rowsByKey(workbook: ExcelJS.Workbook, tab: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const { title, key } = TABS[tab]!;
  const rows: string[][] = [];
  workbook.getWorksheet(title)?.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map(plain)));
  const top = rows.findIndex((row) => row.some((cell) => cell.startsWith(key[0]!)));
  const heads = rows[top]!;
  const names = heads.map((cell) => cell.replace(/[（(].*|\*/g, ""));
  const unitOf = (index: number): string => (/亿/.test(heads[index]!) ? "亿" : "");
  const records = rows
    .slice(top + 1)
    .map((row) => Object.fromEntries(names.map((name, index) => [name, `${row[index] ?? ""}${unitOf(index)}`])));
  return new Map(records.map((record) => [key.map((name) => keyText(name, record[name] ?? "")).join("/"), record]));
}

function plain(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "object" && value !== null) {
    const { result, richText } = value as { result?: unknown; richText?: readonly { text: string }[] };
    return richText === undefined ? plain(result) : richText.map(({ text }) => text).join("");
  }
  return String(value ?? "")
    .normalize("NFKC")
    .replace(/\s/g, "");
}

function keyText(name: string, text: string): string {
  if (name !== "月份") return text;
  const [, year = "", month = ""] = /^(\d{4})\D?(\d{1,2})/.exec(text) ?? [];
  return `${year}-${month.padStart(2, "0")}`;
}

/** 万元 unless the cell or its header says 亿. */
function money(text: string): Fraction {
  const number = Number.parseFloat(text.replace(/,/g, ""));
  const { n, d } = fraction(Number.isNaN(number) ? 0 : number);
  return { n: n * (/亿/.test(text) ? 100_000_000n : 10_000n), d };
}
