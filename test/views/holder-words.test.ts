import { expect, it } from "vitest";
import { remarkWords } from "../../lib/views/outcome.ts";
import { portErrorWords, refusedConfirmWords } from "../../lib/views/refusals.ts";

it("a lock whose process was killed before it wrote its name is told without an empty name", () => {
  const facts = { host: "", pid: 0, since: "" };
  const told = [
    remarkWords({ code: "busy", facts }),
    portErrorWords("busy", facts),
    refusedConfirmWords("busy", { id: "M-2026-05", ...facts }),
  ];
  for (const words of told)
    expect(words).toMatch(/^另一次运行刚刚开始，或中途被终止（锁文件没有写完，两分钟内自动失效）/);
});
