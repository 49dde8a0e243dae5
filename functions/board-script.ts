import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
export const SCRIPT_FILE = join(ROOT, "lib/views/board/client-script.ts");

/** Browsers of an office's desks since 2021. */
const BROWSERS = "es2020";

/** The board's script as one text without names of modules: what is embedded is what is checked in, whoever runs the page's code. */
export async function boardScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "lib/views/board/browser/main.ts")],
    absWorkingDir: ROOT,
    tsconfigRaw: {},
    bundle: true,
    write: false,
    format: "iife",
    target: BROWSERS,
    minify: true,
    charset: "utf8",
    legalComments: "none",
  });
  return outputFiles[0]!.text.trim();
}

/** The module that carries the script. */
export const scriptModule = (script: string): string =>
  `/* Made from browser/ by npm run board:script; a test fails when they differ. */\nexport const CLIENT_SCRIPT = ${JSON.stringify(script)};\n`;

/** node functions/board-script.ts: writes lib/views/board/client-script.ts. */
async function main(): Promise<void> {
  const made = scriptModule(await boardScript());
  if (made !== readFileSync(SCRIPT_FILE, "utf8")) writeFileSync(SCRIPT_FILE, made);
  console.log(`client-script.ts: ${Buffer.byteLength(made)} bytes`);
}

if (import.meta.main) void main();
