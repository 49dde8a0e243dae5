import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duban } from "../fakes/cli.ts";
import { MARK, showsSecret, withoutSecrets } from "./secret-mark.ts";
import { failIfFound, taken } from "./watch-output.ts";

describe("a secret of the tests is known", () => {
  it.each([
    ["as it is", (secret: string) => `{"pass":"${secret}"}`],
    ["in capitals", (secret: string) => secret.toUpperCase()],
    ["after a user's name, in base64", (secret: string) => btoa(`u:${secret}`)],
    ["after a longer one", (secret: string) => btoa(`us:${secret}`)],
    ["after one longer still", (secret: string) => btoa(`use:${secret}:x`)],
    ["within a token", (secret: string) => `a.${Buffer.from(`{"azp":"${secret}"}`).toString("base64url")}.b`],
    ["in an address", (secret: string) => `smtp://u:${secret}%20x@h`],
  ])("%s", (_, shown) => {
    const text = shown(`x-${MARK}-y`);
    expect(showsSecret(text)).toBe(true);
    expect(showsSecret(withoutSecrets(text))).toBe(false);
  });

  it("and nothing else is", () => {
    expect(showsSecret("安全 heimge ge-heim Zm9vYmFy")).toBe(false);
  });
});

describe("a test fails", () => {
  let dir: string;
  let script: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "duban-test-"));
    script = join(dir, "tells.mjs");
    writeFileSync(
      script,
      `const out = process[process.argv[2]];
      out.write("${MARK.slice(0, 3)}", () => setTimeout(() => out.write("${MARK.slice(3)}\\n"), 20));`,
    );
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const ended = (child: ChildProcess) => once(child, "close");

  it.each(["stdout", "stderr"])("whose process shows a secret on %s, even piece by piece", async (stream) => {
    await ended(spawn(process.execPath, [script, stream]));
    expect(() => failIfFound()).toThrow("a secret was shown by a process");
    expect(taken()).toEqual([]);
  });

  it("whose process nobody listens to shows one", async () => {
    await ended(spawn(process.execPath, [script, "stderr"], { stdio: ["ignore", "ignore", "pipe"] }));
    expect(taken()).toHaveLength(1);
  });

  it("whose process writes straight to where the suite writes", async () => {
    const line = `console.error("${MARK}")`;
    const telling = join(dir, "line.mjs");
    writeFileSync(telling, line);
    await ended(fork(telling, { stdio: ["ignore", "inherit", "inherit", "ipc"] }));
    expect(taken()).toEqual([expect.stringContaining("a process"), "the test's own output"]);
  });

  it("whose process it waits for shows one", () => {
    spawnSync(process.execPath, ["-e", `console.log("${MARK}")`]);
    expect(taken()).toHaveLength(1);
  });

  it("whose command line, called in its own process, shows one", async () => {
    await duban(["check", "--registry", `/nowhere/${MARK}.xlsx`]);
    expect(taken()).toEqual(["duban check --registry"]);
  });

  it("that shows one itself, which is passed on without it", () => {
    console.log("a password: %s", MARK);
    expect(taken()).toContain("console.log");
    process.stdout.write(`a password: ${MARK}\n`);
    expect(taken()).toEqual(["the test's own output"]);
  });

  it("but not one that keeps it to itself", async () => {
    await ended(spawn(process.execPath, ["-e", "console.log('secret')"], { env: { DUBAN_HTTP_SECRET: MARK } }));
    expect(() => failIfFound()).not.toThrow();
  });
});
