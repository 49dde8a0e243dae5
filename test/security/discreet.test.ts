import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { type Config, readConfig } from "../../functions/config.ts";
import { discreet } from "../../functions/http/discreet.ts";
import { failureAnswer } from "../../functions/http/failures.ts";
import { failureOf } from "../../functions/lambda/failure.ts";
import { LINK_SECRET, SECRET } from "./door-process.ts";

const config: Config = readConfig(
  {
    DUBAN_MAIL: "smtp://duban:p%40ss%22geheim@mail.example:25",
    DUBAN_STORE: "sqlite:/srv/记录/库/a.sqlite",
    DUBAN_HTTP_SECRET: SECRET,
    DUBAN_LINK_SECRET: LINK_SECRET,
    DUBAN_BOARD_URL: "https://duban.example",
  },
  "/srv/台账/本年/registry.xlsx",
);

const ROWS: readonly (readonly [what: string, text: string, shown: string])[] = [
  [
    "the folder of the workbook",
    "无法写入：/srv/台账/本年/registry.xlsx 正由他人打开",
    "无法写入：registry.xlsx 正由他人打开",
  ],
  ["the folder of the store", "记录库 /srv/记录/库/a.sqlite 已损坏", "记录库 a.sqlite 已损坏"],
  ["the folder of the program", `at run (${process.cwd()}/lib/jobs/run.ts:1:1)`, "at run (lib/jobs/run.ts:1:1)"],
  ["the secret", `Bearer ${SECRET}!`, "Bearer …!"],
  ["the secret that signs links", `HMAC ${LINK_SECRET}`, "HMAC …"],
  ["the mail password as typed in the address", "smtp://duban:p%40ss%22geheim@mail", "smtp://duban:…@mail"],
  ["the mail password itself, quoted", 'login p@ss"geheim failed', "login … failed"],
  [
    "nothing to hide",
    "2026/06/12 完成 1/2，见 https://example.cn/a/b",
    "2026/06/12 完成 1/2，见 https://example.cn/a/b",
  ],
];

describe("no answer shows", () => {
  it.each(ROWS)("%s", (_what, text, shown) => {
    expect(JSON.parse(discreet(config)({ message: text }))).toEqual({ message: shown });
  });

  it("anything, when the workbook lies at the root, but whole sentences", () => {
    const atRoot = readConfig({}, "/registry.xlsx");
    expect(discreet(atRoot)({ message: "a/b/c" })).toBe('{"message":"a/b/c"}');
  });

  it("a password that is a number in place of a number", () => {
    const { http, mail } = readConfig({ DUBAN_MAIL: "smtp://u:123456@mail.example" }, undefined);
    expect(discreet({ ...config, http, mail })({ runId: 123456, error: "535 123456" })).toBe(
      '{"runId":123456,"error":"535 …"}',
    );
  });
});

describe("a bug", () => {
  it("is answered with a number; the log has where it was but not its message, which may quote anything", () => {
    const { status, body, bug } = failureAnswer(new TypeError(`cannot read 身份证 of ${SECRET}`));
    const { number, ...said } = body as { number: string };
    expect([status, said]).toEqual([500, { code: "internal", message: `内部错误，已记入服务日志，编号 ${number}。` }]);
    expect(bug).toMatchObject({ bug: number, error: "TypeError" });
    expect(JSON.stringify(bug)).toContain(dirname(import.meta.filename));
    expect(JSON.stringify(bug)).not.toMatch(/身份证|only-secret/);
  });

  it("leaves its line of the log the moment it was written at, and names what the system said", () => {
    const full = Object.assign(new Error(`no space for ${SECRET}`), { code: "ENOSPC" });
    const { stack = [], ...told } = failureOf(full);
    expect(told).toEqual({ error: "bug: Error ENOSPC" });
    expect(stack.join()).toContain(import.meta.filename);
    expect(failureAnswer(full).bug).not.toHaveProperty("at");
  });
});
