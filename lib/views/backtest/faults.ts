import { oneLine } from "../one-line.ts";

/** What of a trial cannot be used. */
export interface ShownFault {
  readonly because: "unknown-preset" | "unknown-parameter" | "unreadable-value" | "not-to-be-tried";
  readonly given: string;
  readonly hint: string;
}

export function trialFaultWords({ because, given, hint }: ShownFault): string {
  const found = `“${oneLine(given, 60)}”`;
  if (because === "unknown-preset") return `没有预设 ${found}：${hint}。`;
  if (because === "unreadable-value") return `--rule ${found} 的值无法识别：${hint}。`;
  if (because === "not-to-be-tried")
    return `${found}改变读表或锁定的口径，过去的填报不能按它重来，不能试算；请在「规则」表写明今后的生效日期。`;
  const near = hint === "" ? "" : `，最接近“${hint}”`;
  return `--rule ${found} 不是规则中的参数${near}；请写成 参数=值，参数见 duban rules。`;
}
