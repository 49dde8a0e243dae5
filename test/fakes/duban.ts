import { AsyncLocalStorage } from "node:async_hooks";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { noteSecrets } from "../security/leaks.ts";

const CLI = fileURLToPath(new URL("../../functions/cli.ts", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The one object of --json. */
  readonly json: () => Record<string, unknown>;
}

interface Door {
  readonly program: typeof import("../../functions/program.ts").program;
  readonly refusalOf: typeof import("../../functions/exit.ts").refusalOf;
}

/** As the command line itself is loaded: by Node, with its compile cache, and not once more for the tests. */
const asNodeLoads = createRequire(import.meta.url);
const door = (): Door => ({ ...asNodeLoads("../../functions/program.ts"), ...asNodeLoads("../../functions/exit.ts") });

type Settings = Readonly<Record<string, string>>;
const SETTINGS_ONLY = /^DUBAN_/;

/**
 * The command line with nothing of this process's settings: the same parser, commands, words and exit codes in this process. With variables that others
 * read, with output that nobody reads and where it stays (serve) it is a process.
 */
export async function duban(
  args: readonly string[],
  env: Settings = {},
  cwd?: string,
  { stopReading = false } = {},
): Promise<Ran> {
  const isPlain = Object.keys(env).every((name) => SETTINGS_ONLY.test(name)) && args[0] !== "serve" && !stopReading;
  if (!isPlain || (cwd !== undefined && !isFree(cwd))) return dubanProcess(args, env, cwd, { stopReading });
  return cwd === undefined ? here(args, env) : standingIn(cwd, () => here(args, env));
}

/** A process stands in one folder: who asks for a second at the same time gets a process. */
let standing: { readonly dir: string; readonly before: string; users: number } | null = null;
const isFree = (dir: string): boolean => standing === null || standing.dir === dir;

async function standingIn(dir: string, work: () => Promise<Ran>): Promise<Ran> {
  standing ??= { dir, before: process.cwd(), users: 0 };
  standing.users++;
  process.chdir(dir);
  try {
    return await work();
  } finally {
    if (--standing.users === 0) {
      process.chdir(standing.before);
      standing = null;
    }
  }
}

/** Kept by the worker: what is said by one of many at once goes to who asked, however often this file is taken in. */
const state = globalThis as { dubanHeard?: AsyncLocalStorage<{ out: string; err: string }> };

async function here(args: readonly string[], env: Settings): Promise<Ran> {
  const said = { out: "", err: "" };
  const code = await hearing().run(said, () => ended(args, { ...surroundings(), ...env }, said));
  noteSecrets(`${said.out}\n${said.err}`, `duban ${args.slice(0, 2).join(" ")}`);
  return { code, ...said, json: () => parsed(said.out, said.err) };
}

/** As functions/cli.ts ends, and as Node does after what nobody caught. */
async function ended(args: readonly string[], env: NodeJS.ProcessEnv, said: { err: string }): Promise<number> {
  const { program, refusalOf } = door();
  try {
    return await program(["node", "duban", ...args], env);
  } catch (error) {
    const refusal = refusalOf(error);
    said.err += refusal === null ? `${error instanceof Error ? error.stack : String(error)}\n` : `${refusal.message}\n`;
    return refusal?.code ?? 1;
  }
}

function hearing(): AsyncLocalStorage<{ out: string; err: string }> {
  if (state.dubanHeard !== undefined) return state.dubanHeard;
  const heard = new AsyncLocalStorage<{ out: string; err: string }>();
  state.dubanHeard = heard;
  for (const [stream, name] of [
    [process.stdout, "out"],
    [process.stderr, "err"],
  ] as const) {
    const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
    stream.write = ((text: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
      const said = heard.getStore();
      if (said === undefined) return write(text, ...rest);
      said[name] += typeof text === "string" ? text : Buffer.from(text).toString();
      return true;
    }) as typeof stream.write;
  }
  return heard;
}

const surroundings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS_ONLY.test(name)));

/** The command line as a process of its own: where kills, locks, the start or the end of the process are what is proven. */
export function dubanProcess(
  args: readonly string[],
  env: Settings = {},
  cwd?: string,
  { stopReading = false } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...surroundings(), ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let out = "";
  let err = "";
  if (stopReading) child.stdout.destroy();
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  return new Promise((done) => child.on("close", (code) => done({ code, out, err, json: () => parsed(out, err) })));
}

function parsed(out: string, err: string): Record<string, unknown> {
  if (out === "") throw new Error(`no output; ${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}
