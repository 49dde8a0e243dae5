import { randomUUID } from "node:crypto";
import { RefusedDayError } from "../../lib/jobs/outside.ts";
import { RefusedConfirmError } from "../../lib/jobs/refused-confirm.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { SecrecyError } from "../../lib/registry/secrecy.ts";
import { refusalOf } from "../exit.ts";
import { type Answer, RefusedError } from "./answer.ts";

const CONFIRM_STATUS: Readonly<Record<RefusedConfirmError["because"], number>> = {
  "no-such-draft": 404,
  superseded: 409,
  dropped: 409,
  changed: 409,
  "result-not-in-force": 409,
  "digest-differs": 409,
  "name-twice": 403,
  "admin-away": 403,
  "no-consultation": 422,
  "not-paired": 409,
  published: 409,
  "not-reproduced": 409,
  "consultation-runs": 409,
  "objections-open": 409,
  "objections-unread": 409,
  "objections-undrawn": 409,
  "already-confirmed": 409,
  "before-lock": 409,
  "not-an-admin": 403,
  "workbooks-missing": 409,
  "months-open": 409,
  "months-changed": 409,
  "visits-open": 409,
  busy: 409,
  "whole-only": 422,
  "no-such-item": 422,
  "no-reason": 422,
  "tab-missing": 422,
};

/** `bug` is for the log alone. */
export interface Failure extends Answer {
  readonly bug?: object;
}

/** Any failure as an answer: a sentence where there is one, otherwise only the number under which the log has it. */
export function failureAnswer(error: unknown): Failure {
  if (error instanceof RefusedError) return error.answer;
  const message = wordsOf(error);
  if (message === null) return bugAnswer(error);
  if (error instanceof RefusedConfirmError)
    return { status: CONFIRM_STATUS[error.because], body: { code: error.because, message } };
  if (error instanceof RefusedDayError) return { status: 422, body: { code: error.because, message } };
  if (error instanceof SecrecyError) return { status: 422, body: { code: "secrecy", message } };
  if (!(error instanceof PortError)) return { status: 503, body: { code: "not-configured", message } };
  const headers = error.retryable ? { headers: { "Retry-After": "60" } } : {};
  return { status: 503, body: { code: error.code, message }, ...headers };
}

/** Where the sentence of the command line names an option, this door names its own. */
function wordsOf(error: unknown): string | null {
  if (error instanceof RefusedConfirmError && error.because === "no-such-draft")
    return `没有草稿 ${error.facts.id}。请用 GET /drafts 查看。`;
  const message = refusalOf(error)?.message ?? null;
  if (!(error instanceof RefusedDayError)) return message;
  return message?.replace("请加 --dry-run 或 --out 文件", "请将 dryRun 设为 true") ?? null;
}

/** A bug. The log gets where, but not the message, which may quote a cell, a letter or a setting. */
function bugAnswer(error: unknown): Failure {
  const number = randomUUID().slice(0, 8);
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  const at = stack.split("\n").filter((line) => line.startsWith("    at "));
  const message = `内部错误，已记入服务日志，编号 ${number}。`;
  return { status: 500, body: { code: "internal", message, number }, bug: { bug: number, error: name, stack: at } };
}
