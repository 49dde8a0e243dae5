import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CREDENTIALS, type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { DAILY, holdAfter, invoked, stateOf } from "../fakes/lambda-scene.ts";
import { type RunScene, runScene } from "../fakes/run-scene.ts";

const PEOPLE = 8;
const SOON = "2026-06-12T07:31";

let at: RunScene;
let dynamo: Dynalite;
let cloud: Record<string, string>;
beforeEach(async () => {
  at = await runScene(PEOPLE);
  dynamo = await startDynalite();
  const DUBAN_STORE = `dynamodb:${await dynamo.table()}`;
  cloud = { ...CREDENTIALS, AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint, DUBAN_STORE };
});
afterEach(async () => {
  await at.close();
  await dynamo.close();
});

const delivered = (times: number) => invoked(at, SOON, Array(times).fill(DAILY), "scheduled", cloud);

/** Every person, the sponsor and the admin has one letter. */
function expectOneLetterEach(): void {
  expect(at.smtp.received).toHaveLength(PEOPLE + 2);
  expect(new Set(at.smtp.received.map(({ to }) => to)).size).toBe(PEOPLE + 2);
}

describe("with the store in DynamoDB", () => {
  test("many deliveries of one event are one run: busy while it works, already-done afterwards", async () => {
    const { held, open } = holdAfter(at, 1);
    const processes = [delivered(10), delivered(10)];
    await held;
    const said = () => processes.flatMap((one) => one.said);
    await expect.poll(() => said().length, { timeout: 90_000 }).toBe(19);
    expect(new Set(said().map(stateOf))).toEqual(new Set(["busy"]));
    open();
    for (const { ended } of processes) expect(await ended).toMatchObject({ code: 0, err: "" });
    expect(
      said()
        .map(stateOf)
        .filter((state) => state !== "busy"),
    ).toEqual(["done"]);
    const again = delivered(5);
    await again.ended;
    expect(again.said.map(stateOf)).toEqual(Array(5).fill("already-done"));
    expectOneLetterEach();
  });

  test("a run stopped by SIGTERM gives its lease back, and the next delivery goes on at once", async () => {
    const { held, open } = holdAfter(at, 3);
    const { child, ended, said, left } = delivered(1);
    await held;
    child.kill("SIGTERM");
    for (const ms of [900_000, 900_000]) await left(ms);
    open();
    expect(await ended).toMatchObject({ code: 0, signal: null, err: "" });
    expect(said.map(stateOf)).toEqual(["RunError: stopped"]);
    expect(at.smtp.received.length).toBeLessThan(PEOPLE + 2);
    const next = delivered(1);
    await next.ended;
    expect(next.said.map(stateOf)).toEqual(["done"]);
    expectOneLetterEach();
  });
});
