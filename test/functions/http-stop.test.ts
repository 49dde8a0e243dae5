import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { fakeSmtp } from "../fakes/smtp.ts";
import type { DoorTask } from "../security/door-child.ts";
import { BEARER, SECRET, started } from "../security/door-process.ts";

/** An office whose mail server holds every mail back until it is told, and a door that is asked to run at that moment. */
async function running(task: DoorTask) {
  const dir = folder();
  const smtp = await fakeSmtp();
  onTestFinished(() => smtp.close());
  const settings = { ...office(dir, "2026-06-12T08:00"), DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}` };
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  let letGo = (): void => {};
  smtp.gate = new Promise((done) => (letGo = done));
  const env = { ...settings, DUBAN_HTTP_SECRET: SECRET };
  const door = await started(["test/security/door-child.ts", JSON.stringify(task)], env);
  onTestFinished(() => door.stop());
  const reply = door.ask("POST", "/run/due", { headers: BEARER }).catch(() => null);
  while (smtp.sessions.size === 0) await new Promise((done) => setTimeout(done, 10));
  return { dir, settings, smtp, door, reply, letGo };
}

const toWhom = (received: readonly { readonly to: string }[]): readonly string[] => received.map(({ to }) => to).sort();
const EVERYBODY = ["li@jia.example", "qian@jia.example", "sun@jia.example", "wang@jia.example", "zhou@jia.example"];

describe("SIGTERM in the middle of a run", () => {
  it("the run is finished, its answer is given, nobody new is let in, and the process ends with 0", async () => {
    const { smtp, door, reply, letGo } = await running({ graceMs: 60_000 });
    door.signal("SIGTERM");
    while (!door.said().includes("stopping")) await new Promise((done) => setTimeout(done, 10));
    await expect(door.ask("GET", "/health")).rejects.toThrow();
    letGo();
    expect((await reply)?.json).toMatchObject({ state: "done", runId: 1 });
    expect(await door.ended).toBe(0);
    expect(toWhom(smtp.received)).toEqual(EVERYBODY);
  });

  it("one that takes too long is cut off; the next takes over its lock, keeps its number and sends each letter once", async () => {
    const { dir, settings, smtp, door, letGo } = await running({ graceMs: 100 });
    door.signal("SIGTERM");
    expect(await door.ended).toBe(1);
    expect(readdirSync(dir).some((name) => name.endsWith(".lock"))).toBe(true);
    expect(smtp.received).toEqual([]);
    letGo();
    const next = (await duban(["run", "due", "--json"], settings)).json();
    expect(next).toMatchObject({
      state: "done",
      runId: 1,
      runKey: "daily@2026-06-12+weekly@2026-06-08+monthly@2026-05",
    });
    expect(toWhom(smtp.received)).toEqual(EVERYBODY);
    expect(readdirSync(dir).filter((name) => name.includes("lock"))).toEqual([]);
    expect(readdirSync(join(dir)).length).toBeGreaterThan(1);
  });
});
