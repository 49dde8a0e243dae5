import type { PlainDate } from "../domain/dates.ts";
import type { Gap } from "../domain/recipients.ts";
import { type DraftKind, isResult } from "../ports/plan.ts";
import { madeGoodWords } from "./jobs.ts";
import { answerWords } from "./mail-answer.ts";
import { oneLine } from "./one-line.ts";
import { dayWords, shortDayWords } from "./words.ts";

interface Lines {
  readonly name: string;
  readonly action: string;
  readonly reason: string;
}

/** Somebody who should be told cannot be: who is told instead, and what mends it. `person` is a key of 人员 (单位/姓名). */
export function gapLines({ person, unit, because, instead }: Gap): Lines {
  const who = oneLine(person === "" ? unit : person.replace("/", " "), 60);
  const reason = insteadWords(instead);
  if (because === "no-contact")
    return { name: `${who}没有可以收信的联络员`, action: "请在「人员」表补登联络员及邮箱。", reason };
  if (because === "address-missing")
    return { name: `${who}没有可用的邮箱`, action: "请在「人员」表补登邮箱。", reason };
  if (because === "deputy-missing")
    return { name: `${who}请假，没有可以代收的代理人`, action: "请在「人员」表填写代理人。", reason };
  return { name: `${who}已停用，但仍有事项由其负责`, action: "请在相关表中改填责任人。", reason };
}

export const insteadWords = (instead: readonly string[]): string =>
  instead.length === 0 ? "目前没有其他人可以代收。" : `目前由 ${oneLine(instead.join("、"), 120)} 代收。`;

interface WaitingDraft {
  readonly id: string;
  readonly kind: DraftKind;
  readonly title: string;
  readonly lockDay: PlainDate;
  readonly differences: string;
  readonly code: string | null;
  /** How the consultation stands; "" for what nobody is consulted about. */
  readonly consultation: string;
}

/** 2026年5月排名草稿（M-2026-05）. The command is what an admin types. */
export function draftLines(draft: WaitingDraft, asOf: PlainDate): Lines {
  if (!isResult(draft.kind)) return otherDraftLines(draft);
  const locked = `${shortDayWords(draft.lockDay, asOf)}${draft.lockDay < asOf ? "已锁定" : "锁定，锁定后方可确认"}`;
  const differs = draft.differences === "" ? "" : `与已发布的不同：${oneLine(draft.differences, 160)}。`;
  return {
    name: `${draft.title}草稿（${oneLine(draft.id, 30)}）`,
    action: `核对附件后运行：duban confirm ${oneLine(draft.id, 30)} --by 姓名${consoleWords(draft)}`,
    reason: `${differs}${locked}。${draft.lockDay < asOf ? draft.consultation : ""}确认前不对外，也不写入共用表格。`,
  };
}

const otherDraftLines = (draft: WaitingDraft): Lines => {
  const id = oneLine(draft.id, 64);
  return {
    name: `${draft.title}（${id}）`,
    action: `用 duban drafts ${id} 核对后运行：duban confirm ${id} --by 姓名${consoleWords(draft)}；不用的运行 duban drop ${id} --by 姓名 --reason 理由`,
    reason: WAITING_WORDS[draft.kind] ?? "确认前不写入台账。",
  };
};

const WAITING_WORDS: Readonly<Record<string, string>> = {
  letter: "确认后编号、登记并发出，确认前不发出。",
  document: "确认后编号、存档并发给所列的人，确认前不发出。",
};

const consoleWords = ({ id, code }: { readonly id: string; readonly code: string | null }): string =>
  code === null ? "" : `；或在「控制台」填运行内容“${oneLine(id, 64)} 校验码 ${code}”并勾选确认发布`;

/** A published result was changed in the store. */
export const changedResultLines = (id: string): Lines => ({
  name: `已发布的结果 ${oneLine(id, 30)} 与确认时的摘要不符`,
  action: "请从备份恢复记录库，再运行一次。",
  reason: "记录库中的内容被改动过；「系统-排名」和「系统-红黑榜」保持原样，没有按改动后的内容更新，也没有发信。",
});

/** A letter whose fate is unknown, or that was refused. */
export function mailTroubleLines(
  message: { readonly recipient: string; readonly subject: string; readonly day: PlainDate; readonly detail: string },
  state: "uncertain" | "refused" | "not-allowed",
  asOf: PlainDate,
): Lines {
  const what = `${shortDayWords(message.day, asOf)}发给 ${oneLine(message.recipient, 80)} 的信`;
  const detail = message.detail === "" ? "" : `对方答复：${answerWords(message.detail)}`;
  if (state === "uncertain")
    return { name: `${what}是否送达不明`, action: "请向收件人核实；将按规则加注“可能重复”再发一次。", reason: detail };
  if (state === "not-allowed")
    return {
      name: `${what}未发：域名不在允许范围`,
      action: "请核对「人员」表的邮箱，或由管理员调整允许的域名。",
      reason: "",
    };
  return { name: `${what}被拒收`, action: "请核对「人员」表的邮箱。", reason: detail };
}

/** The workbook was open at two due runs in a row; `refusal` says by whom and what was not done. */
export const blockedLines = (refusal: string): Lines => ({
  name: "台账连续两次被占用，结论未能写回",
  action: "请关闭打开台账的程序，然后运行 duban run due。",
  reason: refusal,
});

/** A run that did not happen, as far as it is told. */
export interface MissedRun {
  /** Of its slot. */
  readonly key: string;
  readonly job: string;
  readonly day: PlainDate;
  readonly period: string;
  readonly time: string;
  readonly catchesUp: boolean;
  /** It began and did not end. */
  readonly begun: boolean;
  /** How many of the same job were missed before it and are not named. */
  readonly earlier: number;
}

/** 日常运行漏 1 次：6月11日（周四）07:30 应做而未做. */
export function missedRunLines(
  { key, job, day, period, time, catchesUp, begun, earlier }: MissedRun,
  asOf: PlainDate,
): Lines {
  const what = begun
    ? "那次运行开始过，没有做完，见「系统-运行」。"
    : "没有那次运行的记录，请查定时任务是否停用或失败。";
  return {
    name: `${jobTitle(job)}运行漏 1 次：${dayWords(day, asOf)}${time} 应做而未做`,
    action: `${madeGoodWords(catchesUp, [{ key, period }])}。`,
    reason: `${what}${earlier > 0 ? `此前还漏 ${earlier} 次。` : ""}`,
  };
}

const JOB_TITLES: Readonly<Record<string, string>> = {
  daily: "日常",
  weekly: "每周",
  monthly: "每月",
  quarterly: "每季",
  yearly: "每年",
  publish: "确认后办理",
};
export const jobTitle = (job: string): string =>
  job
    .split("+")
    .map((name) => JOB_TITLES[name] ?? name)
    .join("、");
