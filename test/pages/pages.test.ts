import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { commandLine } from "../../functions/program.ts";
import { PLACEHOLDERS } from "./known.ts";
import {
  ALL_PAGES,
  anchorsOf,
  blocksOf,
  commandsOf,
  dubanArguments,
  inlineCodeOf,
  linksOf,
  PAGES,
  ROOT,
  textOf,
  wordsOf,
} from "./markdown.ts";

/** A page and the same in the other language. */
const TWINS = ["README", "docs/clerk", "docs/secretary", "docs/admin"].map((name) => [
  `${name}.md`,
  `${name}.zh-CN.md`,
]);

const program = commandLine({}, () => {});
const COMMANDS = program.commands.map((command) => command.name());
const OPTIONS = new Set(program.commands.flatMap(({ options }) => options.map(({ long }) => long!)));

/** Settings that functions/config.ts reads, and those of the doors. */
const SETTINGS = [...readFileSync(join(ROOT, "functions/config.ts"), "utf8").matchAll(/^ {2}(DUBAN_[A-Z_]+):/gm)].map(
  ([, name]) => name!,
);

const settingsIn = (text: string): readonly string[] => text.match(/DUBAN_[A-Z_]*[A-Z]/g) ?? [];

/** What a page has its readers type, in its order; what stands for something of theirs is the same in both languages. */
const typedIn = (page: string): readonly string[] =>
  commandsOf(page)
    .filter(({ inline }) => !inline)
    .map(({ text }) =>
      wordsOf(text)
        .map((word) => PLACEHOLDERS[word] ?? word)
        .join(" "),
    );

const pictures = (page: string): readonly string[] =>
  linksOf(page).flatMap(({ text }) => (text.endsWith(".png") ? [text] : []));

const headings = (page: string): number => textOf(page).match(/^## /gm)?.length ?? 0;

describe("the pages", () => {
  it.each(TWINS)("%s and %s hold the same commands and pictures, in one order", (english, chinese) => {
    expect(typedIn(english)).toEqual(typedIn(chinese));
    expect(pictures(english)).toEqual(pictures(chinese));
  });

  it.each(TWINS.slice(1))("%s and %s have the same parts", (english, chinese) => {
    expect(headings(english)).toBe(headings(chinese));
  });

  it("link only to what is there", () => {
    const broken = ALL_PAGES.flatMap((page) =>
      linksOf(page).flatMap(({ line, text }) => {
        if (/^(https?|mailto):/.test(text)) return [];
        const [path = "", anchor] = text.split("#");
        const file = path === "" ? page : normalize(join(dirname(page), path));
        const isThere = existsSync(join(ROOT, file));
        const isNamed = anchor === undefined || (isThere && anchorsOf(file).has(decodeURIComponent(anchor)));
        return isThere && isNamed ? [] : [`${page}:${line} ${text}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it("show every picture that was made for them", () => {
    const shown = new Set(PAGES.flatMap((page) => pictures(page).map((path) => path.replace(/^.*\//, ""))));
    expect(readdirSync(join(ROOT, "docs/images")).filter((name) => !shown.has(name))).toEqual([]);
  });

  it("have blocks that say what they are, and those for a shell can be read by one", () => {
    const blocks = PAGES.flatMap(blocksOf);
    const unknown = blocks.filter(({ language }) => !["sh", "text", "nginx", "powershell"].includes(language));
    expect(unknown.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
    const script = blocks.filter(({ language }) => language === "sh").map(({ text }) => `${text}\n`);
    execFileSync("bash", ["-n"], { input: script.join("\n") });
  });

  it("hide no command of ours in another block", () => {
    const hidden = PAGES.flatMap(blocksOf).filter(
      ({ language, text }) => language !== "sh" && /\bduban [a-z]/.test(text),
    );
    expect(hidden.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  });
});

describe.each(["README.md", "README.zh-CN.md"])("%s", (readme) => {
  it("explains every setting", () => {
    const explained = settingsIn(textOf(readme));
    expect(SETTINGS.filter((name) => !explained.includes(name))).toEqual([]);
  });

  it("names every room of the sources", () => {
    const rooms = readdirSync(join(ROOT, "lib")).map((room) => `lib/${room}/`);
    expect(rooms.filter((room) => !textOf(readme).includes(`\`${room}\``))).toEqual([]);
  });
});

describe.each(["docs/admin.md", "docs/admin.zh-CN.md"])("%s", (page) => {
  const names: readonly (string | undefined)[] = commandsOf(page).map(({ text }) => dubanArguments(text)?.[0]);

  it("shows every command of `duban help`", () => {
    expect(COMMANDS.filter((name) => !names.includes(name) && name !== "demo")).toEqual([]);
  });

  it("mentions every option of `duban help`", () => {
    const mentioned: readonly string[] = textOf(page).match(/--[a-z][a-z-]*/g) ?? [];
    expect([...OPTIONS].filter((name) => !mentioned.includes(name))).toEqual([]);
  });
});

describe("in every page, changes and decisions too,", () => {
  it("a setting is one the program reads", () => {
    const strange = ALL_PAGES.flatMap((page) =>
      settingsIn(textOf(page)).flatMap((name) => (SETTINGS.includes(name) ? [] : [`${page} ${name}`])),
    );
    expect(strange).toEqual([]);
  });

  it("inline code that begins with a command or an option is one the program knows", () => {
    const strange = ALL_PAGES.flatMap((page) =>
      inlineCodeOf(page).flatMap(({ line, text }) => {
        const command = /^(?:npx )?duban ([a-z-]+)/.exec(text)?.[1];
        const option = /^(--[a-z-]+)/.exec(text)?.[1];
        const isKnown = command === undefined ? option === undefined || OPTIONS.has(option) : isCommand(command);
        return isKnown ? [] : [`${page}:${line} ${text}`];
      }),
    );
    expect(strange.filter((one) => !/ --(allow-unauthenticated|set-secrets|param)/.test(one))).toEqual([]);
  });
});

const isCommand = (name: string): boolean => name === "help" || COMMANDS.includes(name);
