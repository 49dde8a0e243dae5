import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandLine } from "../../functions/program.ts";
import { DIGEST, ELSEWHERE, PLACEHOLDERS, sceneOf } from "./known.ts";
import { commandsOf, dubanArguments, PAGES, ROOT, type Typed, wordsOf } from "./markdown.ts";
import { PagesOffice } from "./office.ts";

/** Settings that a command is typed with: `NAME=value command`, or `export NAME=value`. */
const SETTING = /^(?:export\s+)?(?:[A-Z_]+=\S+\s*)+/;

const bare = ({ text }: Typed): string => text.replace(SETTING, "").trim();

const filled = (words: readonly string[]): readonly string[] => words.map((word) => PLACEHOLDERS[word] ?? word);

const quoted = (word: string): string => (/\s/.test(word) ? `"${word}"` : word);

/** The command of ours in one form, placeholders filled; null for other programs. */
function oursOf(typed: Typed): string | null {
  const args = dubanArguments(bare(typed));
  return args === null ? null : filled(args).map(quoted).join(" ");
}

const elsewhere = (typed: Typed): string | undefined => {
  const ours = oursOf(typed);
  const text = ours === null ? bare(typed) : `duban ${ours}`;
  return Object.keys(ELSEWHERE).find((beginning) => text.startsWith(beginning));
};

const program = (): Command => commandLine({}, () => {});

const named = (name: string | undefined): Command | undefined => program().commands.find((one) => one.name() === name);

/** A name in running text, `duban explain`: what the command is called, not one to type. */
function isMention(typed: Typed): boolean {
  const [name, ...rest] = dubanArguments(bare(typed)) ?? [];
  const needs = named(name)?.registeredArguments.some(({ required }) => required) ?? false;
  const asks = named(name)?.options.some(({ mandatory }) => mandatory) ?? false;
  return typed.inline && rest.length === 0 && (needs || asks);
}

const all: readonly Typed[] = PAGES.flatMap(commandsOf);
const ours = all.filter((typed) => oursOf(typed) !== null);
/** Each once, with where it stands first. */
const toRun = [
  ...new Map(
    ours
      .filter((typed) => elsewhere(typed) === undefined && !isMention(typed))
      .reverse()
      .map((typed) => [oursOf(typed)!, typed] as const),
  ),
].reverse();

const at = ({ page, line }: Typed): string => `${page}:${line}`;

describe("commands in the pages", () => {
  it("are commands of the program with options it knows", () => {
    const wrong = ours.flatMap((typed) => {
      const [name, ...args] = wordsOf(oursOf(typed)!);
      if (name === undefined || name === "help" || name.startsWith("-")) return [];
      const command = named(name);
      if (command === undefined) return [`${at(typed)} duban ${name}: no such command`];
      const { operands, unknown } = command.exitOverride().parseOptions([...args]);
      const most = command.registeredArguments.some(({ variadic }) => variadic)
        ? Number.POSITIVE_INFINITY
        : command.registeredArguments.length;
      return [
        ...unknown.map((option) => `${at(typed)} duban ${name}: ${option} is unknown`),
        ...(operands.length > most ? [`${at(typed)} duban ${name}: too many arguments`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it("are ours, or on the list of what cannot run here, with the reason", () => {
    const strange = all.filter((typed) => bare(typed) !== "" && oursOf(typed) === null && bare(typed) !== "npm start");
    expect(
      strange.filter((typed) => elsewhere(typed) === undefined).map((typed) => `${at(typed)} ${typed.text}`),
    ).toEqual([]);
  });

  it("that cannot run here are each in some page", () => {
    const used = new Set(all.map(elsewhere));
    expect(Object.keys(ELSEWHERE).filter((beginning) => !used.has(beginning))).toEqual([]);
  });

  it("that npm runs are scripts of the package", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
    const lacking = all.flatMap((typed) => {
      const script = /^npm (?:run (?:-s )?)?([\w:-]+)/.exec(bare(typed))?.[1];
      return script === undefined || script === "ci" || Object.hasOwn(scripts, script)
        ? []
        : [`${at(typed)} ${script}`];
    });
    expect(lacking).toEqual([]);
  });

  it("that node runs are files", () => {
    const lacking = all.flatMap((typed) => {
      const file = /^node (\S+\.ts)/.exec(bare(typed))?.[1];
      return file === undefined || existsSync(join(ROOT, file)) ? [] : [`${at(typed)} ${file}`];
    });
    expect(lacking).toEqual([]);
  });
});

it("`npx duban` finds the program in its folder, without network", () => {
  const env = { ...process.env, npm_config_offline: "true" };
  const shown = execFileSync("npx", ["duban", "days", "2026-02-13", "+20wd"], { cwd: ROOT, env, encoding: "utf8" });
  expect(shown).toMatch(/^2026-03-19\n/);
});

describe("on the demo that `npm start` makes, each command of the pages does what it says", () => {
  const office = new PagesOffice();
  beforeAll(() => office.standing("demo"));
  afterAll(() => office.remove());

  const digest = async (command: string): Promise<string> =>
    command.includes(DIGEST) ? office.digestOf(command.split(" ")[1]!) : DIGEST;

  it.each(toRun)("duban %s", async (command, typed) => {
    const { standing = "demo", before = [], voted = false, code = 0 } = sceneOf(command);
    await office.standing(standing);
    for (const step of before) expect([step, await office.run(step)]).toMatchObject([step, { code: 0 }]);
    if (voted) await office.vote();
    const stood = office.files();
    const ended = await office.run(command.replace(DIGEST, await digest(command)));
    expect(ended.code, `${at(typed)} duban ${command}\n${ended.shown}`).toBe(code);
    const made = /--(?:out|docx) (\S+)/.exec(command)?.[1];
    if (made !== undefined) expect(office.has(made)).toBe(code === 0);
    if (/ --dry-run\b/.test(command)) expect(office.files()).toEqual(stood);
  });
});
