import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { invoked } from "../fakes/lambda-scene.ts";
import { addressOf } from "../fakes/large-office.ts";
import { type RunScene, runScene } from "../fakes/run-scene.ts";
import { bounceOf, snsEvent } from "../fakes/ses-events.ts";

const NOW = "2026-06-12T10:00";

let at: RunScene;
beforeEach(async () => {
  at = await runScene(2);
  await at.duban(["run", "due"], "2026-06-12T07:30");
});
afterEach(() => at.close());

const handled = async (event: unknown) => {
  const { said, ended } = invoked(at, NOW, [event], "bounces");
  const { out, err } = await ended;
  return { said, out, err };
};

describe("the handler of bounces", () => {
  test("marks the address of a letter that came back, once, and tells only how many", async () => {
    const { messages } = await at.ledger();
    const { id } = messages.find(({ recipient }) => recipient === addressOf(1))!;
    const event = snsEvent(bounceOf({ to: addressOf(1), id: "0102", tags: { "duban-message": id.split("@")[0]! } }));
    const first = await handled(event);
    expect(first.said).toEqual([{ answer: { marked: 1, passed: 0 } }]);
    expect(JSON.parse(first.out)).toEqual({ level: "info", bounces: "done", marked: 1, passed: 0 });
    expect((await handled(event)).said).toEqual([{ answer: { marked: 0, passed: 1 } }]);
    expect((await at.duban(["why-not", addressOf(1), "--on", "2026-06-15"], NOW)).out).toContain("退信");
  });

  test("refuses what is no notification, and repeats nothing of it", async () => {
    const { said, out, err } = await handled({
      Records: [{ Sns: { Type: "Notification", Message: "geheim@jia.example" } }],
    });
    expect(said).toEqual([{ error: "RunError: bounce-event-invalid" }]);
    expect(JSON.parse(out)).toEqual({ level: "error", bounces: "failed", error: "bounce-event-invalid" });
    expect(out + err).not.toContain("geheim");
  });
});
