import { momentWords } from "./office-time.ts";
import { oneLine } from "./one-line.ts";

/** A past run decided again, as far as it is told. */
export interface ToldReplay {
  readonly runs: readonly { readonly runKey: string; readonly asOf: string; readonly planDigest: string }[];
  readonly knownAt: string;
  readonly plans: readonly { readonly notices: readonly unknown[]; readonly findings: readonly unknown[] }[];
  readonly digest: string;
  readonly same: boolean;
}

const SHORT = 12;

/** daily@2026-06-12：截至 2026-06-12，按 6月12日 7:30 读到的台账和记录复算，… */
export function replayWords({ runs, knownAt, plans, digest, same }: ToldReplay): string {
  const { asOf, planDigest } = runs[0]!;
  const keys = runs.map(({ runKey }) => runKey).join("、");
  const notices = plans.reduce((sum, plan) => sum + plan.notices.length, 0);
  const head = `${keys}：截至 ${asOf}，按${momentWords(knownAt)} 读到的台账和记录复算，事项 ${notices} 件。`;
  const was = planDigest.slice(0, SHORT);
  if (same) return `${head}\n与当时一致（摘要 ${was}）。`;
  return `${head}\n与当时不一致：当时摘要 ${was}，复算 ${digest.slice(0, SHORT)}。程序换过版本，或记录库被改动过，都会这样。`;
}

export const replayJson = ({ runs, knownAt, plans, digest, same }: ToldReplay): object => ({
  runs: runs.map(({ runKey }) => runKey),
  asOf: runs[0]!.asOf,
  knownAt,
  planDigest: digest,
  recordedDigest: runs[0]!.planDigest,
  same,
  notices: plans.reduce((sum, plan) => sum + plan.notices.length, 0),
});

const REFUSALS: Readonly<Record<string, string>> = {
  "no-such-run": "记录库里没有这次运行，运行键见「系统-运行」或 duban jobs",
  "not-finished": "那次运行没有做完，无从比较",
  "not-remembered": "那时的读数不在记录库里",
};

export const noReplayWords = (runKey: string, because: string): string =>
  `不能复算 “${oneLine(runKey, 60)}”：${REFUSALS[because] ?? because}。`;
