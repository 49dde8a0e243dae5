import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import type { DoorTask } from "./door-child.ts";
import { type DoorProcess, ownServer, SECRET, started } from "./door-process.ts";
import { AUDIENCE, altered, claims, googleSigner, type Signer } from "./google-signer.ts";

const dir = mkdtempSync(join(tmpdir(), "duban-test-"));
const settings = office(dir, "2026-06-12T08:00");
const both = {
  ...settings,
  DUBAN_HTTP_SECRET: SECRET,
  DUBAN_HTTP_CALLERS: "Scheduler@office.example",
  DUBAN_HTTP_AUDIENCE: AUDIENCE,
};
const doors: DoorProcess[] = [];
let signer: Signer;
let door: DoorProcess;

async function opened(env: Readonly<Record<string, string>>, task: DoorTask): Promise<DoorProcess> {
  const one = await started(["test/security/door-child.ts", JSON.stringify({ failures: 1000, ...task })], env);
  doors.push(one);
  return one;
}

beforeAll(async () => {
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  signer = await googleSigner();
  door = await opened(both, { certificates: signer.url });
});

afterAll(async () => {
  for (const one of doors) await one.stop();
  await signer.close();
  rmSync(dir, { recursive: true, force: true });
});

const now = (): number => Math.floor(Date.now() / 1000);
const token = (more: object = {}, head: object = {}): string => signer.token(claims(now(), more), head);
const unsigned = (payload: object): string =>
  `${[{ alg: "none", kid: "k1" }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;

type Row = readonly [what: string, authorization: () => string | null, status: number, because: string];

const ROWS: readonly Row[] = [
  ["nothing", () => null, 401, "no-token"],
  ["an empty header", () => "", 401, "no-token"],
  ["the secret by itself", () => SECRET, 401, "no-token"],
  ["the secret as a password", () => `Basic ${btoa(`duban:${SECRET}`)}`, 401, "no-token"],
  ["the secret", () => `Bearer ${SECRET}`, 200, ""],
  ["the secret, scheme in small letters", () => `bearer ${SECRET}`, 200, ""],
  ["another secret of the same length", () => `Bearer ${"x".repeat(SECRET.length)}`, 401, "invalid"],
  ["the secret less one letter", () => `Bearer ${SECRET.slice(0, -1)}`, 401, "invalid"],
  ["the secret and one letter", () => `Bearer ${SECRET}x`, 401, "invalid"],
  ["the secret in capitals", () => `Bearer ${SECRET.toUpperCase()}`, 401, "invalid"],
  ["two tokens", () => `Bearer ${SECRET} ${SECRET}`, 401, "no-token"],
  ["a token of a caller on the list", () => `Bearer ${token()}`, 200, ""],
  ["the short issuer", () => `Bearer ${token({ iss: "accounts.google.com" })}`, 200, ""],
  ["capitals in the address", () => `Bearer ${token({ email: "SCHEDULER@office.example" })}`, 200, ""],
  ["a caller not on the list", () => `Bearer ${token({ email: "else@office.example" })}`, 403, "not-on-the-list"],
  ["the same name elsewhere", () => `Bearer ${token({ email: "scheduler@evil.example" })}`, 403, "not-on-the-list"],
  ["an address not verified", () => `Bearer ${token({ email_verified: false })}`, 401, "no-email"],
  ["verified as text", () => `Bearer ${token({ email_verified: "true" })}`, 401, "no-email"],
  ["no address", () => `Bearer ${token({ email: undefined })}`, 401, "no-email"],
  ["another audience", () => `Bearer ${token({ aud: "https://other.example" })}`, 401, "audience"],
  ["the audience among others", () => `Bearer ${token({ aud: [AUDIENCE, "https://o.example"] })}`, 401, "audience"],
  ["no audience", () => `Bearer ${token({ aud: undefined })}`, 401, "audience"],
  ["expired an hour ago", () => `Bearer ${token({ iat: now() - 7200, exp: now() - 3600 })}`, 401, "expired"],
  ["not yet valid", () => `Bearer ${token({ iat: now() + 3600, exp: now() + 7200 })}`, 401, "invalid"],
  ["valid for ever", () => `Bearer ${token({ exp: now() + 10 ** 9 })}`, 401, "invalid"],
  ["without an end", () => `Bearer ${token({ exp: undefined })}`, 401, "invalid"],
  ["another issuer", () => `Bearer ${token({ iss: "https://evil.example" })}`, 401, "issuer"],
  [
    "an issuer that begins like Google",
    () => `Bearer ${token({ iss: "https://accounts.google.com.evil.example" })}`,
    401,
    "issuer",
  ],
  ["a universe's domain as issuer", () => `Bearer ${token({ iss: "googleapis.com" })}`, 401, "issuer"],
  ["signed by another key", () => `Bearer ${signer.forged(claims(now()))}`, 401, "invalid"],
  ["signed under an unknown name", () => `Bearer ${token({}, { kid: "k2" })}`, 401, "invalid"],
  ["signed under a name every object has", () => `Bearer ${token({}, { kid: "constructor" })}`, 401, "invalid"],
  ["altered after signing", () => `Bearer ${altered(token(), claims(now(), { sub: "2" }))}`, 401, "invalid"],
  ["not signed", () => `Bearer ${unsigned(claims(now()))}`, 401, "invalid"],
  ["alg none over a real signature", () => `Bearer ${token({}, { alg: "none" })}x`, 401, "invalid"],
  ["HMAC with the public key", () => `Bearer ${signer.confused(claims(now()))}`, 401, "invalid"],
  ["three dots of nothing", () => "Bearer a.b.c", 401, "invalid"],
  ["a payload that is no JSON", () => `Bearer ${token().replace(/\.[^.]+\./, ".bm90anNvbg.")}`, 401, "invalid"],
];

describe("who is let in", () => {
  it.each(ROWS)("%s", async (_what, authorization, status, because) => {
    const header = authorization();
    const before = (await door.logged(0)).length;
    const reply = await door.ask("GET", "/drafts", header === null ? {} : { headers: { Authorization: header } });
    expect(reply.status).toBe(status);
    const line = (await door.logged(before + 1))[before];
    expect(line).toMatchObject({ method: "GET", path: "/drafts", status, ...(because === "" ? {} : { because }) });
    if (status === 401) {
      expect(reply.json).toEqual({ code: "unauthenticated", message: expect.stringMatching(/^凭据缺失或无效/) });
      expect(reply.headers.get("www-authenticate")).toBe('Bearer realm="duban"');
    }
    if (status === 403) expect(reply.json).toEqual({ code: "caller-not-allowed", message: expect.any(String) });
  });

  it("the log names the caller, and the certificates were fetched once", async () => {
    const before = (await door.logged(0)).length;
    for (const one of [token(), SECRET, "else"])
      await door.ask("GET", "/drafts", { headers: { Authorization: `Bearer ${one}` } });
    const lines = (await door.logged(before + 3)).slice(before);
    expect(lines.map(({ caller }) => caller)).toEqual(["scheduler@office.example", "secret", "-"]);
    expect(signer.asked).toBe(1);
  });

  it("no part of a secret or a token is in a log or an answer", async () => {
    const last = token();
    await door.ask("GET", "/drafts", { headers: { Authorization: `Bearer ${last}x` } });
    for (const text of [door.said(), door.answered()]) {
      expect(text).not.toContain(SECRET.slice(0, -1));
      expect(text).not.toContain("eyJ");
      expect(text).not.toContain(last.split(".")[2]!.slice(0, 20));
    }
  });
});

describe("what is configured", () => {
  const EVERY_DOOR = [
    ["POST", "/run/daily"],
    ["GET", "/runs/1"],
    ["GET", "/drafts"],
    ["POST", "/drafts/M-2026-05/confirm"],
  ] as const;

  it("neither secret nor callers: every door is closed and says what to set, /health is open", async () => {
    const closed = await opened(settings, {});
    for (const [method, path] of EVERY_DOOR) {
      const reply = await closed.ask(method, path, { headers: { Authorization: "Bearer undefined" } });
      expect([reply.status, reply.json.code]).toEqual([503, "no-access-configured"]);
      for (const name of ["DUBAN_HTTP_SECRET", "DUBAN_HTTP_CALLERS", "DUBAN_HTTP_AUDIENCE"])
        expect(reply.json.message).toContain(name);
    }
    expect((await closed.ask("GET", "/health")).status).toBe(200);
  });

  it("every door asks for a credential", async () => {
    for (const [method, path] of EVERY_DOOR) expect((await door.ask(method, path)).status).toBe(401);
  });

  it("a secret alone: no token of Google's is looked at", async () => {
    const asked = signer.asked;
    const { DUBAN_HTTP_SECRET } = both;
    const one = await opened({ ...settings, DUBAN_HTTP_SECRET }, { certificates: signer.url });
    const reply = await one.ask("GET", "/drafts", { headers: { Authorization: `Bearer ${token()}` } });
    expect([reply.status, (await one.logged(1))[0]?.because, signer.asked]).toEqual([401, "wrong-secret", asked]);
  });

  it("callers alone: no secret opens", async () => {
    const { DUBAN_HTTP_CALLERS, DUBAN_HTTP_AUDIENCE } = both;
    const one = await opened({ ...settings, DUBAN_HTTP_CALLERS, DUBAN_HTTP_AUDIENCE }, { certificates: signer.url });
    expect((await one.ask("GET", "/drafts", { headers: { Authorization: "Bearer null" } })).status).toBe(401);
    expect((await one.ask("GET", "/drafts", { headers: { Authorization: `Bearer ${token()}` } })).status).toBe(200);
  });

  it("certificates out of reach: 503, not a refusal of the token, and the secret still opens", async () => {
    const one = await opened(both, { certificates: "http://127.0.0.1:1/certs" });
    const reply = await one.ask("GET", "/drafts", { headers: { Authorization: `Bearer ${token()}` } });
    expect([reply.status, reply.json.code, reply.headers.get("retry-after")]).toEqual([503, "no-certificates", "30"]);
    expect((await one.ask("GET", "/drafts", { headers: { Authorization: `Bearer ${SECRET}` } })).status).toBe(200);
  });

  it("faulty settings: no door at all, every fault named, no secret shown", async () => {
    const faulty = { ...settings, DUBAN_HTTP_SECRET: "short-one", DUBAN_HTTP_CALLERS: "nobody" };
    await expect(ownServer(faulty)).rejects.toThrow(/配置有 2 处错误：DUBAN_HTTP_SECRET 太短.*DUBAN_HTTP_CALLERS/s);
    await expect(ownServer(faulty)).rejects.not.toThrow("short-one");
  });
});
