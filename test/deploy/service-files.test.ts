import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it, onTestFinished } from "vitest";
import { folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { findTool, testWith } from "../require-tool.ts";
import { type DoorProcess, started } from "../security/door-process.ts";
import { ROOT } from "./packaged.ts";

const ANALYZE = findTool(["systemd-analyze"], ["--version"]);

const unit = readFileSync(join(ROOT, "docs/duban.service"), "utf8");
const task = readFileSync(join(ROOT, "docs/duban-task.xml"), "utf8");

const settingOf = (name: string): string => new RegExp(`^${name}=(.*)$`, "m").exec(unit)![1]!;

/** Elements with their text; throws where the XML is not well formed. */
function elementsOf(xml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => void open.push(name));
  parser.on("text", (text) => found.set(open.at(-1)!, (found.get(open.at(-1)!) ?? "") + text.trim()));
  parser.on("closetag", () => void open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml.slice(0, xml.lastIndexOf(">") + 1)).close();
  return found;
}

/** What the machine would start, as this one can: the settings in a file, as there. */
async function startedWith(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<DoorProcess> {
  const process = await started(args, settings);
  onTestFinished(() => process.stop());
  return process;
}

async function officeSettings(): Promise<Readonly<Record<string, string>>> {
  const settings = { ...office(folder(), "2026-06-12T07:00"), PORT: "0" };
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  return settings;
}

describe("the unit of systemd", () => {
  testWith(ANALYZE, "systemd-analyze", "is one that systemd understands without a word", () => {
    const file = join(folder(), "duban.service");
    writeFileSync(file, unit.replaceAll("/opt/duban", ROOT.replace(/\/$/, "")));
    const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  });

  it("starts what serves, and gives it more time to end than it takes", async () => {
    const [command = "", ...args] = settingOf("ExecStart").replaceAll("/opt/duban/", "").split(" ");
    expect([command, settingOf("WorkingDirectory")]).toEqual(["node_modules/.bin/node", "/opt/duban"]);
    const process = await startedWith(args, await officeSettings());
    expect((await process.ask("GET", "/health")).json.ok).toBe(true);
    const grace = /GRACE_MS = (\d+)_000/.exec(readFileSync(join(ROOT, "functions/commands/serve.ts"), "utf8"))![1]!;
    expect(Number(settingOf("TimeoutStopSec"))).toBeGreaterThan(Number(grace));
  });
});

describe("the task of Windows", () => {
  it("lasts longer than three days, starts once and again after a failure", () => {
    expect(Object.fromEntries(elementsOf(task))).toMatchObject({
      ExecutionTimeLimit: "PT0S",
      MultipleInstancesPolicy: "IgnoreNew",
      Command: "cmd.exe",
      WorkingDirectory: "C:\\duban",
    });
    expect(Number(elementsOf(task).get("Count"))).toBeLessThan(256);
    // Read by PowerShell 5 as the machine's own code page, it must mean the same in all of them.
    expect(task).toMatch(/^[\x20-\x7e\r\n]*$/);
  });

  it("is begun again when it has ended by itself, which Windows takes for no failure to start", () => {
    const [, again] = /<TimeTrigger>(.*?)<\/TimeTrigger>/s.exec(task)!;
    expect(again).toMatch(/<Repetition>\s*<Interval>PT10M<\/Interval>\s*<\/Repetition>\s*<StartBoundary>20/);
  });

  it("starts what serves, with the settings of its file", async () => {
    const line = /^\/d \/c (\S+) (.*) >> duban\.log 2>&1$/.exec(elementsOf(task).get("Arguments")!);
    const [, command, args] = line!;
    expect(command).toBe("node_modules\\node\\bin\\node.exe");
    const settings = await officeSettings();
    const file = join(folder(), "duban.env");
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    writeFileSync(file, `# 设置\r\n${lines.join("\r\n")}\r\n`);
    const here = args!.replace("--env-file=duban.env", `--env-file=${file}`).replaceAll("\\", "/").split(" ");
    const process = await startedWith(here, {});
    expect((await process.ask("GET", "/health")).json.ok).toBe(true);
  });
});

describe.each(["docs/admin.md", "docs/admin.zh-CN.md"])("the proxy of %s", (page) => {
  const blocks = readFileSync(join(ROOT, page), "utf8").matchAll(/^```nginx\n(.*?)^```$/gmsu);
  const lines = [...blocks].map(([, block]) => block!).find((block) => block.includes("proxy_pass"))!;

  it("names its form of log where nginx takes one, which is outside of any server", () => {
    expect(lines.indexOf("log_format ")).toBeGreaterThan(-1);
    expect(lines.indexOf("log_format ")).toBeLessThan(lines.indexOf("server {"));
  });

  it("writes no query into either log, and lets nobody bring a credential of the other doors", () => {
    expect(lines).not.toMatch(/\$(request|request_uri|args|query_string|http_referer)\b/);
    expect(lines).toMatch(/error_log \S+ crit;/);
    expect(lines).toContain('proxy_set_header Authorization "";');
  });
});
