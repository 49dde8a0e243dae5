import { expect, test } from "vitest";
import { program } from "../../functions/program.ts";
import { usageWords } from "../../functions/usage-words.ts";

/** What the parser itself writes, so that a new version of it with other words is seen here. */
async function saidOf(...args: string[]): Promise<string> {
  const written: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = ((text: string) => written.push(text) > 0) as typeof process.stderr.write;
  try {
    expect(await program(["node", "duban", ...args], {})).toBe(2);
  } finally {
    process.stderr.write = write;
  }
  return written.join("");
}

test.each([
  [["runn", "daily"], "没有命令 “runn”，是不是 run。用法见 duban --help。\n"],
  [["run", "daily", "--asof"], "没有选项 “--asof”，是不是 --as-of。用法见 duban --help。\n"],
  [["run"], "缺少参数 <job>。用法见 duban --help。\n"],
  [["init", "我的", "台账.xlsx"], "参数太多；路径或姓名里有空格的，请加引号。用法见 duban --help。\n"],
  [["confirm", "M-2026-05"], "缺少选项 --by <name>。用法见 duban --help。\n"],
  [["run", "daily", "--as-of"], "选项 --as-of <date> 后面缺少内容。用法见 duban --help。\n"],
])("%j is refused in Chinese with the way out", async (args, said) => {
  expect(await saidOf(...args)).toBe(said);
});

test("what the parser says otherwise is passed on", () => {
  expect(usageWords("error: something else\n")).toBe("something else\n");
});

test("drafts of another day are not asked for: what would be ignored is refused", async () => {
  const asked = program(["node", "duban", "drafts", "--known-at", "2026-06-12", "--registry", "台账.xlsx"], {});
  await expect(asked).rejects.toThrow("drafts 不能与 --known-at 同用。");
});
