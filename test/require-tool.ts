import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type TestFunction, test } from "vitest";

/** The first of the candidates that answers when called with `args`; null when none is installed. */
export function findTool(candidates: readonly string[], args: readonly string[]): string | null {
  const answers = (tool: string) =>
    (!tool.startsWith("/") || existsSync(tool)) && spawnSync(tool, args, { stdio: "ignore" }).status === 0;
  return candidates.find(answers) ?? null;
}

/** LibreOffice without a screen. */
export const SOFFICE = findTool(["soffice", "libreoffice"], ["--version"]);
/** LibreOffice with its part for texts (Debian: libreoffice-writer-nogui), which opens documents. */
export const WRITER = SOFFICE !== null && existsSync("/usr/lib/libreoffice/program/libswlo.so") ? SOFFICE : null;
/** A Python that has openpyxl (Debian: python3-openpyxl). */
export const OPENPYXL = findTool(["/usr/bin/python3", "python3"], ["-c", "import openpyxl"]);
/** A browser without a screen (Debian: chromium). */
export const CHROMIUM = findTool(["/usr/bin/chromium", "/usr/bin/chromium-browser"], ["--version"]);
/** What looks into PDF files (Debian: poppler-utils). */
export const POPPLER = findTool(["pdftotext"], ["-v"]) !== null ? findTool(["pdftoppm"], ["-v"]) : null;
/** TaskJuggler 3 (Debian: tj3). */
export const TJ3 = findTool(["tj3"], ["--version"]);

/**
 * A test that needs a tool of the machine. Missing: it is skipped and says why, unless DUBAN_REQUIRE_ALL=1, under which it fails.
 */
export function testWith(tool: string | null, name: string, title: string, body: TestFunction, timeout?: number): void {
  if (tool !== null) {
    test(title, body, timeout);
  } else if (process.env.DUBAN_REQUIRE_ALL === "1") {
    test(title, () => {
      throw new Error(`${name} is not installed, and DUBAN_REQUIRE_ALL=1 asks for it`);
    });
  } else {
    console.warn(`skipped, ${name} is not installed: ${title}`);
    test.skip(title, body);
  }
}
