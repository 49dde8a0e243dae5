import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** Where in the sources a thing stands. */
export interface Placed {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

/** A command as a reader would type it: a line of a block, or inline code. */
export interface Typed extends Placed {
  readonly inline: boolean;
}

/** Pages whose every command is run; of the others (decisions, changes) names and options are looked at. */
export const PAGES: readonly string[] = [
  ...["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/cloud.md"],
  ...["clerk", "secretary", "admin"].flatMap((name) => [`docs/${name}.md`, `docs/${name}.zh-CN.md`]),
];
export const ALL_PAGES: readonly string[] = [
  ...["README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md"],
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

export const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8");

const FENCE = /^\s*```(\w*)\s*$/;

/** A fenced block with the line it begins on. */
export interface Block extends Placed {
  readonly language: string;
}

export function blocksOf(page: string): readonly Block[] {
  const found: Block[] = [];
  let open: { language: string; line: number; lines: string[] } | null = null;
  for (const [at, text] of textOf(page).split("\n").entries()) {
    const fence = FENCE.exec(text);
    if (fence === null) open?.lines.push(text);
    else if (open === null) open = { language: fence[1]!, line: at + 1, lines: [] };
    else {
      found.push({ page, line: open.line, language: open.language, text: open.lines.join("\n") });
      open = null;
    }
  }
  return found;
}

/** The page without its blocks, lines kept. */
function proseOf(page: string): readonly Placed[] {
  let inside = false;
  return textOf(page)
    .split("\n")
    .flatMap((text, at) => {
      const fence = FENCE.test(text);
      if (fence) inside = !inside;
      return fence || inside ? [] : [{ page, line: at + 1, text }];
    });
}

export const inlineCodeOf = (page: string): readonly Placed[] =>
  proseOf(page).flatMap(({ line, text }) =>
    [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => ({ page, line, text: code! })),
  );

const COMMENT = /(^|\s{2,})#.*$/;
const LOOP = /^for\b[\s\S]*?^done$/m;

/** Statements of a shell block: comments gone, continued lines and loops whole, `a && b` and `a ; b` apart. */
export function statementsOf(block: string): readonly string[] {
  const joined = block
    .split("\n")
    .map((line) => line.replace(COMMENT, "").trimEnd())
    .join("\n")
    .replace(/\\\n\s*/g, "");
  const loops = [...joined.matchAll(new RegExp(LOOP, "gm"))].map(([loop]) => loop.replace(/\s*\n\s*/g, " "));
  const rest = joined.replace(new RegExp(LOOP, "gm"), "");
  const lines = rest.split("\n").flatMap((line) => line.split(/\s+&&\s+|\s+;\s+/));
  return [...loops, ...lines].map((one) => one.trim()).filter((one) => one !== "");
}

const COMMAND = /^(npx |npm |node functions\/|node test\/|duban )/;

/** Every command of a page by one rule: each statement of a block ```sh, and each inline code that begins like one. */
export const commandsOf = (page: string): readonly Typed[] => [
  ...blocksOf(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ line, text }) => statementsOf(text).map((one) => ({ page, line, text: one, inline: false }))),
  ...inlineCodeOf(page)
    .filter(({ text }) => COMMAND.test(text))
    .map((one) => ({ ...one, inline: true })),
];

/** Words of a command as a shell takes them apart: quotes hold together. */
export const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));

/** `npx duban …`, `npm run -s duban -- …`, `node functions/cli.ts …` and `duban …` are one; null for other programs. */
export function dubanArguments(command: string): readonly string[] | null {
  const found = /^(?:npx duban|npm run (?:-s )?duban --|node functions\/cli\.ts|duban)(?:\s+|$)([\s\S]*)$/.exec(
    command,
  );
  return found === null ? null : wordsOf(found[1]!);
}

/** Targets of links and pictures. */
export const linksOf = (page: string): readonly Placed[] =>
  proseOf(page).flatMap(({ line, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)].map(([, link, image]) => ({
      page,
      line,
      text: (link ?? image)!,
    })),
  );

/** Headings as the addresses of a page name them. */
export const anchorsOf = (page: string): ReadonlySet<string> =>
  new Set(
    proseOf(page).flatMap(({ text }) => {
      const title = /^#+ (.*)$/.exec(text)?.[1];
      if (title === undefined) return [];
      return [
        title
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, "")
          .trim()
          .replace(/\s/g, "-"),
      ];
    }),
  );
