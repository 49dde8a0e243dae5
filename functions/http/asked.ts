import * as z from "zod";
import { periodKind } from "../../lib/domain/assessment/periods.ts";
import { isRealDay, type PlainDate } from "../../lib/domain/dates.ts";
import { periodKindOf } from "../../lib/jobs/schedule.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { refusal } from "./answer.ts";

/** What may be asked of a run. Nothing else is understood, so a misspelt dryRun never publishes. */
export interface RunAsked {
  readonly asOf: PlainDate | null;
  readonly period: string | null;
  readonly dryRun: boolean;
  readonly key: string | null;
}

const isDay = (text: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts !== null && isRealDay(+parts[1]!, +parts[2]!, +parts[3]!);
};

const KEY_WORDS = "至多 64 个英文字母、数字或 . _ -";
const key = z
  .string("key 应是一段文字")
  .regex(/^[A-Za-z0-9._-]{1,64}$/, `key 只能用${KEY_WORDS}`)
  .nullish();

const EXAMPLES = { month: "2026-05", quarter: "2026Q3", year: "2026" } as const;

/** Of the kind the job is about; a job about a day takes none. */
function periodFor(job: string) {
  const kind = periodKindOf(job);
  if (kind === null) return z.null(`period 只用于 monthly、quarterly、yearly，不能用于 ${job}`).optional();
  return z
    .string("period 应是一段文字")
    .refine((text) => periodKind(text) === kind, `period 不是 ${job} 的期间，请写成 ${EXAMPLES[kind]} 这样的格式`)
    .nullish();
}

const runBody = (job: string) =>
  z.strictObject(
    {
      asOf: z.string("asOf 应是一段文字").refine(isDay, "asOf 不是有效日期，请写成 2026-02-13 这样的格式").nullish(),
      period: periodFor(job),
      dryRun: z.boolean("dryRun 只能是 true 或 false").nullish(),
      key,
    },
    { error: unfit },
  );

const ITEM_WORDS = 'items 应是第几条的列表，如 ["1","3"]，不写即全部';

const confirmBody = z.strictObject(
  {
    by: z.string("请写明 by：确认人姓名（「人员」表中的管理员）").trim().min(1, "by 不能为空").max(50, "by 过长"),
    items: z
      .array(z.string(ITEM_WORDS).regex(/^[1-9]\d{0,3}$/, ITEM_WORDS), ITEM_WORDS)
      .min(1, ITEM_WORDS)
      .max(1_000, "items 过多")
      .nullish(),
    step: z.literal("consult", 'step 只能是 "consult"（征求意见），不写即确认').nullish(),
    digest: z
      .string("digest 应是一段文字")
      .regex(/^[0-9a-f]{12,64}$/i, "digest 要写 GET /drafts 所列的摘要（至少 12 位）")
      .nullish(),
  },
  { error: unfit },
);

const headerKey = key.catch(undefined);

/** Throws RefusedError with every fault. `header` is Idempotency-Key; the key may stand there or in the body. */
export function runAsked(body: unknown, header: string | undefined, job: string): RunAsked {
  const parsed = runBody(job).safeParse(body);
  const given = parsed.data;
  const inHeader = headerKey.parse(header);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  if (header !== undefined && inHeader === undefined) faults.push(`Idempotency-Key 只能用${KEY_WORDS}`);
  if (given?.key != null && inHeader != null && given.key !== inHeader)
    faults.push("key 与 Idempotency-Key 不一致，请只写一处");
  refuse(faults);
  const { asOf = null, period = null, dryRun } = given!;
  return { asOf, period, dryRun: dryRun === true, key: given!.key ?? inHeader ?? null };
}

export interface ConfirmAsked {
  readonly by: string;
  /** null: all that are open. */
  readonly items: readonly string[] | null;
  /** null: confirm. */
  readonly step: "consult" | null;
  /** null: whatever stands under the id. */
  readonly digest: string | null;
}

/** Who confirms, and what of it. Throws RefusedError with every fault. */
export function confirmAsked(body: unknown): ConfirmAsked {
  const parsed = confirmBody.safeParse(body);
  refuse(parsed.success ? [] : parsed.error.issues.map(({ message }) => message));
  const { by, items = null, step = null, digest = null } = parsed.data!;
  return { by, items, step, digest };
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0)
    throw refusal(400, "bad-request", `请求有 ${faults.length} 处错误：${faults.join("；")}。`, { faults });
}

function unfit(issue: { readonly code?: string; readonly keys?: readonly string[] }): string {
  if (issue.code !== "unrecognized_keys") return "请求内容应是一个 JSON 对象";
  return `不认识 “${oneLine((issue.keys ?? []).join("”、“"), 100)}”`;
}
