import { constants, copyFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { GSHEET } from "../config.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";

const TEMPLATE = fileURLToPath(new URL("../../sheets-templates/registry.xlsx", import.meta.url));

/** `duban init FILE`: an empty registry, never over a file that is there. `duban init gsheet:ID`: what a shared spreadsheet lacks to be one. */
export async function init(context: Context, file: string): Promise<ExitCode> {
  refuseOptions("init", context.options, ["dryRun", "out"]);
  const id = GSHEET.exec(file)?.[1];
  if (id !== undefined) return (await import("./init-gsheet.ts")).initGsheet(context, id);
  refuseOptions("init 文件", context.options, ["repair"]);
  const target = resolve(file);
  if (!target.toLowerCase().endsWith(".xlsx"))
    throw new UsageError(`“${file.slice(0, 200)}” 不是 .xlsx 文件名，也不是 gsheet:编号。`);
  try {
    await copyFile(TEMPLATE, target, constants.COPYFILE_EXCL);
  } catch (error) {
    throw new UsageError(whyNotMade(file, error));
  }
  const message = `已建好空台账：${target}\n请先填「单位」「人员」「规则」（计划年度），再填「项目」「节点」，然后运行 duban check --registry ${file}。`;
  context.print(context.options.json === true ? JSON.stringify({ file: target, message }) : message);
  return 0;
}

function whyNotMade(file: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EEXIST")
    return `${file} 已经存在，不会覆盖。现有台账可以直接运行，系统表和系统列会在第一次运行时补上。`;
  return `无法建立 ${file}（${code ?? "原因不明"}）。请检查文件夹是否存在、是否可写。`;
}
