import type { PlainDate } from "../../domain/dates.ts";
import { type Html, html } from "../html.ts";
import { shortDayWords } from "../words.ts";
import type { MechanismFacts, ProofFacts, RehearsalFacts, SampleLetter } from "./facts.ts";
import { folded, section, table } from "./table.ts";
import { faultName, faultWhat, MECHANISMS, traceName } from "./words.ts";

/** M1 to M21, each with what it left behind. */
export const mechanismSection = (mechanisms: readonly MechanismFacts[], from: PlainDate): Html =>
  section("mechanisms", "二十一项机制的留痕", [
    table(
      "机制与留痕（台账中的行按最后一天、至迟按年末判定）",
      ["机制", "名称", "留痕", "次数", "例", "日期"],
      mechanisms.flatMap(({ mechanism, traces }) =>
        traces.map(({ kind, count, example }) => [
          ...[mechanism, MECHANISMS[mechanism] ?? "", traceName(kind), count],
          ...(example === null
            ? ["没有", ""]
            : [example.key.replace(/^(?:issues|tasks|disclosures)\//, ""), shortDayWords(example.day, from)]),
        ]),
      ),
      [3],
    ),
  ]);

export const proofSection = (proofs: readonly ProofFacts[], from: PlainDate): Html =>
  section("proofs", "复算与核对", [
    table(
      "办公室自己的核对",
      ["核对", "次数", "首次", "例"],
      proofs.map(({ code, count, day, example }) => [traceName(code), count, shortDayWords(day, from), example]),
      [1],
    ),
  ]);

const READERS: Readonly<Record<SampleLetter["reader"], string>> = {
  clerk: "一位联络员的信",
  leader: "一位包联领导的信",
  admin: "一位管理员的信",
};

export const sampleSection = (samples: readonly SampleLetter[], from: PlainDate): Html =>
  section(
    "samples",
    "信的样子",
    samples.map(({ reader, day, subject, text }) =>
      folded(`${READERS[reader]}（${shortDayWords(day, from)}）：${subject}`, html`<pre>${text}</pre>\n`),
    ),
  );

export function faultSection({ faults, from, isWhole }: Pick<RehearsalFacts, "faults" | "from" | "isWhole">): Html {
  if (faults.length === 0)
    return section("faults", "检查", [
      html`<p>没有发现问题：每人每个工作日至多一封信，休息日没有信，没有重复告知，没有运行异常，埋设的手法全部发现${isWhole ? "，各项机制都有留痕" : "；只推演了一段，机制的留痕不作要求"}。</p>\n`,
    ]);
  const rows = faults.map((fault) => [
    faultName(fault.code),
    fault.day === "" ? "" : shortDayWords(fault.day, from),
    faultWhat(fault),
  ]);
  return section("faults", `检查：${faults.length} 处问题`, [table("问题", ["问题", "日期", "说明"], rows)]);
}
