import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { look } from "../../lib/jobs/look.ts";
import { type Ballot, type BallotsRequest, giveOutBallots } from "../../lib/jobs/observation-ballots.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { lotJson, lotRefusal, lotWords } from "../../lib/views/observation-session.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { listRequest } from "./observe-list.ts";

/** `duban observe ballots --period 2026-07 --out DIR`: a small workbook for each judge; the store remembers the lot. Mails nothing. */
export async function observeBallots(context: Context, visit: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("observe ballots", options, ["dryRun", "knownAt", "asOf"]);
  if (options.out === undefined) throw new UsageError("请用 --out 写明选票放在哪个文件夹，如 --out 选票。");
  const folder = resolve(options.out);
  const request = requestOf(context, visit);
  const { outside, clock, close } = await wire(context.config(), { store: "keep" });
  try {
    await makeFolder(folder);
    const input = await look(outside, { asOf: clock.today(), period: null, knownAt: null });
    const given = await giveOutBallots(input, request, outside, (ballots) => writeBallots(folder, ballots, outside));
    if ("refused" in given) throw new UsageError(lotRefusal(visit, given));
    const shown = { ...given, folder };
    context.print(options.json === true ? JSON.stringify(lotJson(shown)) : lotWords(shown));
    return 0;
  } finally {
    await close();
  }
}

const SECRET_BYTES = 32;

function requestOf(context: Context, visit: string): BallotsRequest {
  const { projects, anew, count, perCounty, seed } = context.options;
  if (projects !== undefined && [count, perCounty, seed].some((one) => one !== undefined))
    throw new UsageError("--projects 写明了项目，就不再抽取：不能与 --count、--per-county、--seed 同用。");
  const secret = randomBytes(SECRET_BYTES).toString("hex");
  return { ...listRequest(context, visit), projects: codesOf(projects), anew: anew === true, secret };
}

function codesOf(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const codes = text
    .normalize("NFKC")
    .split(/[、,;\s]+/)
    .filter((code) => code !== "");
  if (codes.length > 0) return [...new Set(codes)];
  throw new UsageError("--projects 要写项目编号，如 P-001、P-002。");
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Never over another file of that name: a judge may have filled it in. All or none. */
async function writeBallots(folder: string, ballots: readonly Ballot[], { writeWorkbook }: Outside): Promise<void> {
  const files: (readonly [file: string, content: Uint8Array])[] = [];
  for (const { filename, workbook } of ballots) files.push([join(folder, filename), await writeWorkbook(workbook)]);
  const standing = await Promise.all(files.map(([file, content]) => isThere(file, content)));
  for (const [at, [file, content]] of files.entries())
    if (!standing[at])
      await writeFile(file, content, { flag: "wx" }).catch((error) => Promise.reject(unwritable(file, error)));
}

/** Whether this very ballot lies there. Throws UsageError where another file does. */
async function isThere(file: string, content: Uint8Array): Promise<boolean> {
  const found = await readFile(file).catch(() => null);
  if (found === null) return false;
  if (Buffer.from(content).equals(found)) return true;
  throw new UsageError(`${file} 已经存在，可能已有人填写，不会覆盖。请换一个文件夹，再运行一次。`);
}

const unwritable = (file: string, error: unknown): UsageError =>
  new UsageError(
    `无法写出 ${file.slice(0, 200)}（${(error as NodeJS.ErrnoException).code ?? "原因不明"}）。请检查文件夹是否可写。`,
  );
