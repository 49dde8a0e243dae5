import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasCome, nextMoment } from "../../functions/serve/next-moment.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { fakeSmtp } from "../fakes/smtp.ts";
import { BEARER, type DoorProcess, SECRET, started } from "../security/door-process.ts";
import { lettersTo, mails } from "./http-office.ts";

const EVERYBODY = 5;

async function officeAt(now: string): Promise<Readonly<Record<string, string>> & { readonly DUBAN_REGISTRY: string }> {
  const settings = { ...office(folder(), now), DUBAN_HTTP_SECRET: SECRET, PORT: "0" };
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  return settings;
}

async function serving(settings: Readonly<Record<string, string>>): Promise<DoorProcess> {
  const process = await started(["functions/cli.ts", "serve"], settings);
  onTestFinished(() => process.stop());
  return process;
}

type Line = Readonly<Record<string, unknown>>;

const eventsOf = (text: string, event: string): readonly Line[] =>
  text
    .split(/(?<=\n)/)
    .filter((line) => line.startsWith("{") && line.endsWith("\n"))
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.event === event);

async function heard(process: DoorProcess, event: string, count = 1): Promise<readonly Line[]> {
  for (;;) {
    const lines = eventsOf(process.said(), event);
    if (lines.length >= count) return lines;
    await new Promise((done) => setTimeout(done, 50));
  }
}

const dirOf = ({ DUBAN_REGISTRY }: Awaited<ReturnType<typeof officeAt>>): string => join(DUBAN_REGISTRY, "..");

describe("duban serve", () => {
  it("does at 7:30 what is due, answers meanwhile, and ends at SIGTERM", async () => {
    const settings = await officeAt("2026-06-12T07:29:55");
    const office = await serving(settings);
    expect((await office.ask("GET", "/health")).json.ok).toBe(true);
    const [morning] = await heard(office, "run");
    expect(morning).toMatchObject({
      state: "done",
      runKey: "daily@2026-06-12+weekly@2026-06-08+monthly@2026-05",
      counts: { sent: EVERYBODY },
    });
    const { startedAt } = (await office.ask("GET", "/runs/1", { headers: BEARER })).json;
    expect(startedAt).toMatch(/^2026-06-11T23:30:/);
    const page = await office.ask("GET", "/board", { headers: BEARER });
    expect([page.status, page.text.includes("P-001")]).toEqual([200, true]);
    office.signal("SIGTERM");
    expect(await office.ended).toBe(0);
    expect(eventsOf(office.said(), "stopped")).toMatchObject([{ unfinished: false }]);
    expect(office.said()).not.toMatch(/jia\.example|P-001|甲县/);
  });

  it("begun late it makes good at once, and killed and begun again it sends nothing twice", async () => {
    const settings = await officeAt("2026-06-12T09:00");
    const first = await serving(settings);
    await heard(first, "run");
    expect(mails(dirOf(settings))).toHaveLength(EVERYBODY);
    first.signal("SIGKILL");
    await first.ended;
    const second = await serving({ ...settings, DUBAN_NOW: "2026-06-12T09:05" });
    await new Promise((done) => setTimeout(done, 2500));
    expect(eventsOf(second.said(), "run")).toEqual([]);
    expect(mails(dirOf(settings))).toHaveLength(EVERYBODY);
  });

  it("shows the board while its letters leave, and killed in their middle it goes on where it was", async () => {
    const smtp = await fakeSmtp();
    onTestFinished(() => smtp.close());
    const settings = { ...(await officeAt("2026-06-12T08:00")), DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}` };
    let letGo = (): void => {};
    smtp.gate = new Promise((done) => (letGo = done));
    const first = await serving(settings);
    while (smtp.sessions.size === 0) await new Promise((done) => setTimeout(done, 10));
    const page = await first.ask("GET", "/board", { headers: BEARER });
    expect([page.status, page.text.includes("P-001"), smtp.received]).toEqual([200, true, []]);
    first.signal("SIGKILL");
    await first.ended;
    letGo();
    const second = await serving({ ...settings, DUBAN_NOW: "2026-06-12T08:01" });
    expect((await heard(second, "run"))[0]).toMatchObject({ state: "done" });
    const sent = smtp.received.map(({ to }) => to).sort();
    expect(new Set(sent).size).toBe(EVERYBODY);
    expect(sent.length).toBeLessThanOrEqual(EVERYBODY + 1);
  });

  it("told to end in the middle of its letters it finishes the one under way, and the next process sends the others", async () => {
    const smtp = await fakeSmtp();
    onTestFinished(() => smtp.close());
    const settings = { ...(await officeAt("2026-06-12T08:00")), DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}` };
    let letGo = (): void => {};
    smtp.gate = new Promise((done) => (letGo = done));
    const first = await serving(settings);
    while (smtp.sessions.size === 0) await new Promise((done) => setTimeout(done, 10));
    first.signal("SIGTERM");
    while (eventsOf(first.said(), "stopping").length === 0) await new Promise((done) => setTimeout(done, 10));
    letGo();
    expect(await first.ended).toBe(0);
    expect(eventsOf(first.said(), "run")).toMatchObject([{ state: "failed", error: "stopped" }]);
    expect(eventsOf(first.said(), "stopped")).toMatchObject([{ unfinished: false }]);
    expect(smtp.received).toHaveLength(1);
    const second = await serving({ ...settings, DUBAN_NOW: "2026-06-12T08:01" });
    expect((await heard(second, "run"))[0]).toMatchObject({ state: "done" });
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(EVERYBODY);
    expect(smtp.received).toHaveLength(EVERYBODY);
  });

  it("two on one workbook: each letter leaves once, and neither is any the worse for the other", async () => {
    const settings = await officeAt("2026-06-12T07:29:58");
    const both = await Promise.all([serving(settings), serving(settings)]);
    const states = (await Promise.all(both.map((one) => heard(one, "run")))).flat();
    expect(states.some(({ state }) => state === "done")).toBe(true);
    while (!both.some((one) => one.said().includes("daily@2026-06-12")))
      await new Promise((done) => setTimeout(done, 100));
    await new Promise((done) => setTimeout(done, 1500));
    for (const one of both) expect((await one.ask("GET", "/health")).status).toBe(200);
    for (const to of ["wang@jia.example", "li@jia.example"])
      expect(await lettersTo(dirOf(settings), to)).toHaveLength(1);
  });

  it("a run that fails ends nothing: the log says why, and the page still answers", async () => {
    const settings = await officeAt("2026-06-12T08:00");
    writeFileSync(join(dirOf(settings), "~$台账.xlsx"), "");
    const office = await serving(settings);
    expect((await heard(office, "run"))[0]).toMatchObject({ state: "failed", remarks: ["workbook-open"] });
    expect((await office.ask("GET", "/board", { headers: BEARER })).status).toBe(200);
  });

  it.each([
    ["no registry", { DUBAN_REGISTRY: "" }, 2, "没有指定台账"],
    ["a registry that is not there", { DUBAN_REGISTRY: "/nirgends/台账.xlsx" }, 3, "找不到台账"],
    ["no port", { PORT: "x" }, 2, "PORT “x” 不是端口号"],
  ])("%s: it does not begin", async (_what, more, code, words) => {
    const settings = await officeAt("2026-06-12T08:00");
    const ran = await duban(["serve"], { ...settings, ...more });
    expect([ran.code, ran.err.includes(words)]).toEqual([code, true]);
  });

  it("a port that is taken is said", async () => {
    const settings = await officeAt("2026-06-12T08:00");
    const first = await serving(settings);
    const ran = await duban(["serve"], { ...settings, PORT: String(first.port) });
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain("端口已被占用，可能已有一个服务在运行");
  });
});

describe("the next moment of a table of times", () => {
  const TIMES = ["07:30", "08:35", "18:35"];

  it.each([
    ["2026-06-11T23:29:59.999Z", "2026-06-11T23:30:00.000Z"],
    ["2026-06-11T23:30:00.000Z", "2026-06-12T00:35:00.000Z"],
    ["2026-06-12T10:35:00.001Z", "2026-06-12T23:30:00.000Z"],
    ["2026-06-12T16:00:00.000Z", "2026-06-12T23:30:00.000Z"],
  ])("after %s it is %s, in the office's zone", (now, next) => {
    expect(nextMoment(TIMES, now)).toBe(next);
  });

  it("has come when its time is reached, and when the clock was put back by days", () => {
    const moment = "2026-06-12T23:30:00.000Z";
    expect(hasCome(moment, "2026-06-12T23:29:59.999Z")).toBe(false);
    expect(hasCome(moment, moment)).toBe(true);
    expect(hasCome(moment, "2026-06-11T23:30:00.000Z")).toBe(false);
    expect(hasCome(moment, "2026-06-11T23:29:00.000Z")).toBe(true);
  });
});
