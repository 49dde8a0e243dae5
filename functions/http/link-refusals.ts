import { type RefusedError, refusal } from "./answer.ts";

/** One sentence and one status for every link that opens nothing, and for none at all: why is for the log. */
export const unknownLink = (because: string): RefusedError =>
  refusal(
    401,
    "unauthenticated",
    "没有有效的链接，或链接已过期：请从最近一封督办邮件中打开，或向重点项目办索取新的链接。",
    {
      headers: { "WWW-Authenticate": 'Bearer realm="duban"' },
      because,
    },
  );
