import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll } from "vitest";
import { CHROMIUM } from "../require-tool.ts";

/** What a page did that no page of ours may do. */
export interface Watched {
  readonly requests: readonly string[];
  readonly dialogs: readonly string[];
  /** Errors of scripts, and what the content security policy refused. */
  readonly errors: readonly string[];
}

/** One browser for the tests of a file, opened when it is first asked for. */
export function oneBrowser(): () => Promise<Browser> {
  let opened: Promise<Browser> | null = null;
  afterAll(async () => (await opened)?.close());
  return () => (opened ??= chromium.launch({ executablePath: CHROMIUM!, args: ["--no-sandbox"] }));
}

/** Notes every request but for the page itself, every dialog and every error from now on. */
export function watch(page: Page): Watched {
  const seen = { requests: [] as string[], dialogs: [] as string[], errors: [] as string[] };
  page.on("request", (request) => {
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) seen.requests.push(request.url());
  });
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  return seen;
}
