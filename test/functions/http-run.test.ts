import { cpSync, readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { BEARER, ownServer, SECRET } from "../security/door-process.ts";
import { FRIDAY, lettersTo, mails, type Open, opened } from "./http-office.ts";

/** What two runs of the same work may differ in, the order of letters that were under way together included; the command line also names the outbox's folder. */
const comparable = ({ timings, ...run }: Record<string, unknown>): object => {
  expect(timings).toEqual(expect.any(Object));
  const messages = run.messages as readonly { readonly detail?: string; readonly to: string }[];
  return {
    ...run,
    runKey: String(run.runKey).replace(/^manual:.*/, "manual"),
    messages: messages
      .map(({ detail = "", ...rest }) => ({ ...rest, detail: basename(detail) }))
      .sort((a, b) => (a.to < b.to ? -1 : 1)),
  };
};

/** The same office a second time: the same workbook and the same store, still empty. */
async function twinOf({ dir, file }: Pick<Open, "dir" | "file">) {
  await (await openSqliteStore(`${file}.duban.sqlite`)).close();
  const twin = folder();
  cpSync(dir, twin, { recursive: true });
  return office(twin, FRIDAY);
}

describe("POST /run/{job} answers what duban run --json prints", () => {
  it.each([
    ["due", {}, ["due"]],
    ["daily", { dryRun: true }, ["daily", "--dry-run"]],
    ["monthly", { period: "2026-04", key: "april" }, ["monthly", "--period", "2026-04"]],
    ["quarterly", { period: "2026Q1", key: "spring" }, ["quarterly", "--period", "2026Q1"]],
    ["weekly", { asOf: "2026-06-12" }, ["weekly", "--as-of", "2026-06-12"]],
  ])("%s %j", async (job, body, args) => {
    const here = await opened();
    const there = await twinOf(here);
    const reply = await here.post(`/run/${job}`, body);
    const printed = await duban(["run", ...args, "--json"], there);
    expect([reply.status, printed.code, reply.json.state]).toEqual([200, 0, "done"]);
    expect(comparable(reply.json)).toEqual(comparable(printed.json()));
  });

  it("a dry run writes nothing: no cell, no letter, no store", async () => {
    const { dir, file, post } = await opened();
    const before = statSync(file).mtimeMs;
    expect((await post("/run/daily", { dryRun: true, key: "look" })).json).toMatchObject({ state: "done", runId: 0 });
    expect([statSync(file).mtimeMs, readdirSync(dir)]).toEqual([before, ["台账.xlsx"]]);
  });

  it("nothing due: the same object, empty", async () => {
    const { post } = await opened();
    await post("/run/due");
    expect((await post("/run/due")).json).toMatchObject({
      job: "due",
      state: "done",
      runId: 0,
      runKey: "",
      messages: [],
    });
  });

  it("a letter to a domain that is not allowed is refused and reported, the others leave", async () => {
    const rows = smallOffice();
    const people = rows.people!.map((one) => (one.name === "王联" ? { ...one, email: "wang@evil.example" } : one));
    const { dir, post } = await opened({ rows: { ...rows, people } });
    const reply = await post("/run/daily");
    const messages = reply.json.messages as { to: string; state: string }[];
    expect(reply.status).toBe(200);
    expect(messages.filter(({ to }) => to === "wang@evil.example").map(({ state }) => state)).toEqual(["not-allowed"]);
    expect(messages.filter(({ to }) => to === "sun@jia.example").map(({ state }) => state)).toEqual(["sent"]);
    expect(await lettersTo(dir, "wang@evil.example")).toEqual([]);
    const [toAdmin] = await lettersTo(dir, "sun@jia.example");
    expect(toAdmin?.text).toContain("wang@evil.example");
  });
});

describe("the same key never runs twice", () => {
  it("in the header or in the body, also after a restart of the service", async () => {
    const { dir, settings, door, post } = await opened();
    const first = await post("/run/daily", {}, { "Idempotency-Key": "k-1" });
    const count = mails(dir).length;
    const again = await post("/run/daily", { key: "k-1" });
    expect(again.status).toBe(200);
    expect(again.json).toMatchObject({ state: "already-done", runId: 1, runKey: first.json.runKey, messages: [] });
    expect(again.json.runKey).toMatch(/^manual:http:k-1:[0-9a-f]{8}$/);
    await door.stop();
    const restarted = await ownServer({ ...settings, DUBAN_HTTP_SECRET: SECRET, DUBAN_NOW: "2026-06-15T08:00" });
    onTestFinished(() => restarted.stop());
    const later = await restarted.ask("POST", "/run/daily", { body: { key: "k-1" }, headers: BEARER });
    expect(later.json).toMatchObject({ state: "already-done", runId: 1, asOf: "2026-06-12" });
    expect(mails(dir)).toHaveLength(count);
  });

  it("two requests with one key at once: one runs, the other finds it running or done", async () => {
    const { dir, post } = await opened();
    const replies = await Promise.all([1, 2, 3].map(() => post("/run/daily", { key: "once" })));
    const states = replies.map(({ json }) => (json.run as { state?: string } | undefined)?.state ?? json.state);
    expect(states.filter((state) => state === "done")).toHaveLength(1);
    expect(
      states.filter((state) => state !== "done").every((state) => /^(busy|already-done)$/.test(String(state))),
    ).toBe(true);
    expect(await lettersTo(dir, "wang@jia.example")).toHaveLength(1);
  });

  it.each([
    ["another job", "/run/weekly", { key: "k" }],
    ["another day", "/run/daily", { key: "k", asOf: "2026-06-12" }],
  ])("%s under it is refused", async (_what, path, body) => {
    const { get, post } = await opened();
    await post("/run/daily", { key: "k" });
    const reply = await post(path, body);
    expect([reply.status, reply.json.code]).toEqual([422, "key-reused"]);
    expect((await get("/runs/2")).status).toBe(404);
  });

  it("without a key, two are two", async () => {
    const { post } = await opened();
    const ids = [await post("/run/daily"), await post("/run/daily")].map(({ json }) => json.runId);
    expect(ids).toEqual([1, 2]);
  });
});
