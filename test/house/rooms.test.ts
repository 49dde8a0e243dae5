import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Which rooms a room may import from, itself included. Source: docs/decisions.md, "Rooms". */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "lib/domain": [],
  "lib/rules": ["lib/domain"],
  "lib/ports": ["lib/domain"],
  "lib/registry": ["lib/domain", "lib/ports"],
  "lib/views": ["lib/domain", "lib/ports"],
  "lib/adapters": ["lib/domain", "lib/ports"],
  "lib/jobs": ["lib/domain", "lib/ports", "lib/rules", "lib/registry", "lib/views"],
  functions: [
    "lib/domain",
    "lib/ports",
    "lib/rules",
    "lib/registry",
    "lib/views",
    "lib/adapters",
    "lib/jobs",
    "sheets-templates",
  ],
};

const sourcesOf = (room: string): readonly string[] =>
  globSync(`${room}/**/*.ts`, { cwd: ROOT }).map((file) => file.replaceAll("\\", "/"));

const importsOf = (file: string): readonly string[] =>
  [
    ...readFileSync(join(ROOT, file), "utf8").matchAll(
      /^\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
    ),
  ].map((match) => match[1] ?? match[2]!);

const roomOf = (path: string): string =>
  Object.keys(MAY_IMPORT).find((room) => path.startsWith(`${room}/`)) ?? path.split("/")[0]!;

const isForeign = (target: string): boolean => !target.startsWith(".");

function climbs(file: string, target: string): boolean {
  const path = relative(ROOT, resolve(ROOT, dirname(file), target)).replaceAll("\\", "/");
  return roomOf(path) !== roomOf(file) && !MAY_IMPORT[roomOf(file)]!.includes(roomOf(path));
}

const trespasses = (file: string): readonly string[] =>
  importsOf(file)
    .filter((target) => !isForeign(target) && climbs(file, target))
    .map((target) => `${file} imports ${target}`);

describe("rooms", () => {
  it("import only downwards", () => {
    const files = Object.keys(MAY_IMPORT).flatMap(sourcesOf);
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(trespasses)).toEqual([]);
  });

  it("lib/domain imports no package and no module of Node", () => {
    const foreign = sourcesOf("lib/domain").flatMap((file) =>
      importsOf(file)
        .filter(isForeign)
        .map((target) => `${file} imports ${target}`),
    );
    expect(foreign).toEqual([]);
  });

  it("an import that climbs is found", () => {
    expect(climbs("lib/domain/x.ts", "../adapters/outbox.ts")).toBe(true);
    expect(climbs("lib/jobs/x.ts", "../domain/dates.ts")).toBe(false);
  });
});

/** What would make a verdict depend on the machine, the moment or chance. */
const IMPURE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["the clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bTemporal\.Now\b|\bsetTimeout\b|\bsetInterval\b/],
  ["the environment", /\bprocess\b|\bglobalThis\b|\bIntl\b|\btoLocale/],
  ["randomness", /\bMath\.random\b|\bcrypto\b|\brandomUUID\b/],
  ["input or output", /\bfetch\(|\bconsole\.|from "node:/],
];

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");

const impurities = (text: string): readonly string[] =>
  IMPURE.filter(([, pattern]) => pattern.test(withoutComments(text))).map(([name]) => name);

describe("the pure rooms", () => {
  it.each(["lib/domain", "lib/rules"])("%s knows no clock, no environment, no randomness", (room) => {
    const found = sourcesOf(room).flatMap((file) =>
      impurities(readFileSync(join(ROOT, file), "utf8")).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it("a look at the clock, the environment or chance is found", () => {
    expect(impurities("const today = new Date();")).toEqual(["the clock"]);
    expect(impurities("const zone = process.env.TZ;")).toEqual(["the environment"]);
    expect(impurities("const draw = Math.random();")).toEqual(["randomness"]);
    expect(impurities("/* Date.now() */ const day = '2026-01-01';")).toEqual([]);
  });
});
