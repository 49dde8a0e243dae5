import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withPart } from "../adapters/docx/tiny.ts";
import { duban, folder, office } from "../fakes/cli.ts";

const SHIPPED = new URL("../../sheets-templates/documents/", import.meta.url);
const shipped = (kind: string): Uint8Array => readFileSync(new URL(`${kind}.docx`, SHIPPED));
const NOW = "2026-06-12T07:30";

/** An office whose templates lie in a folder of its own. */
function withTemplates(templates: Readonly<Record<string, Uint8Array>>) {
  const dir = folder();
  const env = { ...office(dir, NOW), DUBAN_DOCUMENTS: join(dir, "模板") };
  copyFileSync(new URL("../../sheets-templates/registry.xlsx", import.meta.url), env.DUBAN_REGISTRY);
  mkdirSync(env.DUBAN_DOCUMENTS);
  for (const [kind, content] of Object.entries(templates))
    writeFileSync(join(env.DUBAN_DOCUMENTS, `${kind}.docx`), content);
  return env;
}

const edited = (kind: string, from: string, to: string): Uint8Array =>
  withPart(shipped(kind), "word/document.xml", (xml) => xml.replace(from, to));

describe("duban check", () => {
  it("tells every fault of every template of the office's own at once, and ends with 2", async () => {
    const env = withTemplates({
      通报: edited("通报", "{印发机关}", "{印发几关}"),
      督办函: edited("督办函", "所列事项", "{合计}"),
      会议纪要: new Uint8Array([1, 2, 3]),
      提醒函: shipped("提醒函"),
    });
    const { code, err } = await duban(["check"], env);
    const at = (kind: string) => join(env.DUBAN_DOCUMENTS, `${kind}.docx`);
    expect(code).toBe(2);
    expect(err).toContain("配置有 3 处错误");
    expect(err).toContain(`公文模板 ${at("通报")} 有 1 处占位符写错`);
    expect(err).toContain("中的 {印发几关}：没有这个占位符，最接近 {印发机关}");
    expect(err).toContain("正文“{合计}”中的 {合计}：没有这个占位符");
    expect(err).toContain(`公文模板 ${at("会议纪要")} 不能使用：不是 .docx 文件`);
    expect(err).not.toContain("提醒函");
  });

  it("has nothing to say of good ones, and refuses a folder that is none", async () => {
    const env = withTemplates({ 通报: shipped("通报") });
    expect((await duban(["check"], env)).code).toBe(0);
    const nowhere = await duban(["check"], { ...env, DUBAN_DOCUMENTS: join(env.DUBAN_DOCUMENTS, "通报.docx") });
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain("通报.docx” 不是文件夹");
  });
});
