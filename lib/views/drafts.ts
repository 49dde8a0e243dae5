import type { PlainDate } from "../domain/dates.ts";
import type { DraftRecord } from "../ports/store.ts";
import { momentWords } from "./office-time.ts";
import { oneLine } from "./one-line.ts";
import { dayWords, periodWords } from "./words.ts";

const KINDS: Readonly<Record<string, string>> = { ranking: "排名" };

const draftKindWords = (kind: string): string => KINDS[kind] ?? kind;

export const draftJson = ({ body, attachment, ...draft }: DraftRecord): object => ({
  ...draft,
  attachment: attachment?.filename ?? null,
  body: JSON.parse(body) as unknown,
});

/** `today` decides whether it may be confirmed by now. */
export function draftWords(draft: DraftRecord, today: PlainDate): string {
  const head = `${draft.id}  ${periodWords(draft.period)}${draftKindWords(draft.kind)}，${momentWords(draft.createdAt)} 起草`;
  const differences = draft.differences === "" ? "" : `\n  与已发布的不同：${oneLine(draft.differences, 400)}`;
  return `${head}；${stateWords(draft, today)}（摘要 ${draft.digest.slice(0, 12)}）${differences}`;
}

function stateWords({ id, state, confirmedBy, confirmedAt, lockDay }: DraftRecord, today: PlainDate): string {
  if (state === "superseded") return "已被新的草稿取代";
  if (state === "confirmed") return `${confirmedBy}于${momentWords(confirmedAt!)} 确认发布`;
  if (today <= lockDay) return `待确认，${dayWords(lockDay, today)}锁定之后可确认`;
  return `待确认（已锁定），核对后运行 duban confirm ${id} --by 姓名`;
}
