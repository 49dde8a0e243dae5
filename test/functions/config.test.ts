import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type Config, readConfig } from "../../functions/config.ts";
import { ConfigError } from "../../functions/config-error.ts";

const SECRET = "geheim-".repeat(6);
const LINK_SECRET = "links-geheim-".repeat(3);
const ID = "1AbC_dEf-GhIjKlMnOpQrStUvWxYz0123456789abcd";

const faultsOf = (environment: Record<string, string>, address?: string): readonly string[] => {
  try {
    readConfig(environment, address);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe("settings", () => {
  test.each<[name: string, value: string, found: Partial<Config>]>([
    ["DUBAN_REGISTRY", "台账.xlsx", { registry: { kind: "xlsx", file: resolve("台账.xlsx") } }],
    ["DUBAN_STORE", "sqlite:a.db", { store: { kind: "sqlite", file: resolve("a.db") } }],
    ["DUBAN_STORE", "dynamodb:duban-prod", { store: { kind: "dynamodb", table: "duban-prod" } }],
    ["DUBAN_MAIL", "ses:ap-east-1", { mail: { kind: "ses", region: "ap-east-1" } }],
    ["DUBAN_MAIL", "outbox:box", { mail: { kind: "outbox", dir: resolve("box") } }],
  ])("%s=%s is understood", (name, value, found) => {
    expect(readConfig({ [name]: value }, undefined)).toMatchObject(found);
  });

  test("a secret of the doors is taken as it is", () => {
    const http = { secret: SECRET, callers: [], audience: null };
    expect(readConfig({ DUBAN_HTTP_SECRET: SECRET }, undefined)).toMatchObject({ http });
  });

  test("a Google spreadsheet is named by its id, with a store said in words", () => {
    const config = readConfig({ DUBAN_REGISTRY: `gsheet:${ID}`, DUBAN_STORE: "dynamodb:duban" }, undefined);
    expect(config.registry).toEqual({ kind: "gsheet", id: ID });
    expect(faultsOf({ DUBAN_REGISTRY: `gsheet:${ID}` })).toEqual([expect.stringContaining("DUBAN_STORE")]);
  });

  test("queues come as a pair, for a spreadsheet of Google's and a table of DynamoDB's", () => {
    const [parts, runs] = ["https://sqs.ap-southeast-1.amazonaws.com/1/parts", "https://sqs.example/1/runs"];
    const cloud = { DUBAN_REGISTRY: `gsheet:${ID}`, DUBAN_STORE: "dynamodb:duban" };
    expect(readConfig(cloud, undefined).queues).toBeNull();
    const queues = { DUBAN_PARTS_QUEUE: parts, DUBAN_RUNS_QUEUE: runs };
    expect(readConfig({ ...cloud, ...queues }, undefined).queues).toEqual({ parts, runs });
    expect(faultsOf({ ...cloud, DUBAN_PARTS_QUEUE: parts })).toEqual([expect.stringContaining("一并写明")]);
    expect(faultsOf({ ...cloud, DUBAN_RUNS_QUEUE: runs })).toEqual([expect.stringContaining("一并写明")]);
    for (const other of [{ DUBAN_REGISTRY: "a.xlsx" }, { DUBAN_STORE: "sqlite:a.db" }])
      expect(faultsOf({ ...cloud, ...queues, ...other })).toEqual([
        expect.stringContaining("只用于台账在 Google 表格"),
      ]);
  });

  test("--registry wins over DUBAN_REGISTRY, and the store lies beside it", () => {
    const { registry, store } = readConfig({ DUBAN_REGISTRY: "a.xlsx" }, "b.xlsx");
    expect(registry).toEqual({ kind: "xlsx", file: resolve("b.xlsx") });
    expect(store).toEqual({ kind: "sqlite", file: resolve("b.xlsx.duban.sqlite") });
  });

  test("callers are addresses in lower case, and need to know what tokens are made out to", () => {
    const known = { DUBAN_HTTP_CALLERS: "A@x.cn，b@x.cn", DUBAN_HTTP_AUDIENCE: "https://duban.example" };
    expect(readConfig(known, undefined).http).toEqual({
      secret: null,
      callers: ["a@x.cn", "b@x.cn"],
      audience: "https://duban.example",
    });
    expect(faultsOf({ DUBAN_HTTP_CALLERS: "a@x.cn" })).toEqual([expect.stringContaining("DUBAN_HTTP_AUDIENCE")]);
  });

  test("links to the board need their own secret and the address people know, and come as a pair", () => {
    const links = { DUBAN_LINK_SECRET: LINK_SECRET, DUBAN_BOARD_URL: "https://duban.example.gov.cn/" };
    const board = { secret: LINK_SECRET, url: "https://duban.example.gov.cn" };
    expect(readConfig(links, undefined).board).toEqual(board);
    expect(readConfig({ DUBAN_HTTP_SECRET: SECRET }, undefined).board).toBeNull();
    for (const [name, value] of Object.entries(links))
      expect(faultsOf({ [name]: value })).toEqual([expect.stringContaining("一并写明")]);
    expect(faultsOf({ ...links, DUBAN_HTTP_SECRET: LINK_SECRET })).toEqual([expect.stringContaining("不能与")]);
  });

  test.each([
    ["https://duban.example.gov.cn", true],
    ["https://office.example.gov.cn:8443/duban", true],
    ["http://localhost:8080", true],
    ["http://127.0.0.1:8080/", true],
    ["http://[::1]:8080", true],
    ["http://10.2.3.4", true],
    ["http://172.31.0.1", true],
    ["http://192.168.1.20:8080", true],
    ["http://duban", true],
    ["http://duban.lan:8080", true],
    ["http://172.32.0.1", false],
    ["http://11.2.3.4", false],
    ["http://10.example.com", false],
    ["http://duban.example.gov.cn", false],
    ["ftp://duban", false],
    ["duban.example.gov.cn", false],
    ["https://somebody@duban.example.gov.cn", false],
    ["https://duban.example.gov.cn/?a=1", false],
    ["https://duban.example.gov.cn/#top", false],
    ["https://duban.example.gov.cn/%0d%0aX:", false],
  ])("a link may begin with %s: %s", (url, isFit) => {
    const faults = faultsOf({ DUBAN_LINK_SECRET: LINK_SECRET, DUBAN_BOARD_URL: url });
    expect(faults).toEqual(isFit ? [] : [expect.stringContaining("只有本机和内网地址可用 http://")]);
  });

  test.each([
    ["DUBAN_REGISTRY", "gsheet:https://docs.google.com/x", "gsheet:编号"],
    ["DUBAN_MAIL", "ses:", "ses:区域"],
    ["DUBAN_MAIL", "ses:EU", "ses:区域"],
    ["DUBAN_STORE", "dynamodb:a/b", "dynamodb:表名"],
    ["DUBAN_HTTP_SECRET", "short", "太短"],
    ["DUBAN_HTTP_SECRET", `${"x".repeat(40)} y`, "不含空格"],
    ["DUBAN_LINK_SECRET", "short", "DUBAN_LINK_SECRET 太短，至少 32 个字符"],
    ["DUBAN_LINK_SECRET", `${"x".repeat(40)}督`, "DUBAN_LINK_SECRET 只能用英文字母"],
    ["DUBAN_HTTP_CALLERS", "nobody", "不是邮箱地址"],
    [
      "DUBAN_MAIL_FROM",
      "督办 <duban@office.gov.cn>",
      "DUBAN_MAIL_FROM “督办 <duban@office.gov.cn>” 不是邮箱地址，请只写地址，如 duban@example.gov.cn",
    ],
    ["DUBAN_HTTP_AUDIENCE", "duban", "不是网址"],
    ["DUBAN_PARTS_QUEUE", "parts", "不是队列的网址"],
    ["DUBAN_RUNS_QUEUE", "runs", "不是队列的网址"],
  ])("%s=%s is refused with the way out", (name, value, words) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringContaining(words)]);
  });

  test("every fault is named at once, and no fault repeats a secret", () => {
    const faults = faultsOf({
      ...{ DUBAN_HTTP_SECRET: "kurz und geheim", DUBAN_MAIL: "ses:", DUBAN_STORE: "?" },
      ...{ DUBAN_REPLY_TO: "smtp://duban:geheim@mail", DUBAN_BOARD_URL: "https://duban:geheim@board" },
    });
    expect(faults.length).toBeGreaterThanOrEqual(5);
    expect(faults.join()).toContain("DUBAN_REPLY_TO “smtp://…@mail” 不是邮箱地址");
    expect(faults.join()).not.toContain("geheim");
  });
});
