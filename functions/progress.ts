import type { Outside } from "../lib/jobs/outside.ts";
import type { Context } from "./context.ts";

const WORDS: Readonly<Record<string, string>> = {
  locked: "读取台账…",
  read: "记录读数…",
  remembered: "计算…",
  decided: "写回…",
  written: "发信…",
  delivered: "记录运行…",
  recorded: "",
};

const PATIENCE = 1000;
const CLEAR = "\r\u001b[K";

/** One line on a terminal, only once the work takes longer than a second. */
export function progress(context: Pick<Context, "terminal" | "options">): Outside["onStep"] {
  if (!context.terminal || context.options.json === true) return () => {};
  const start = performance.now();
  let shown = false;
  process.once("exit", () => shown && process.stderr.write(CLEAR));
  return (step) => {
    const words = WORDS[step];
    if (words === undefined || performance.now() - start < PATIENCE) return;
    shown = true;
    process.stderr.write(`${CLEAR}${words}`);
  };
}
