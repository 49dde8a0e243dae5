import { describe, expect, test } from "vitest";
import { folder, office } from "../fakes/cli.ts";
import { invoked } from "../fakes/lambda-scene.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

const NOW = "2026-06-12T10:00";

async function polled(prepare: (dir: string) => Promise<void>) {
  const dir = folder();
  await prepare(office(dir, NOW).DUBAN_REGISTRY);
  const at = { settings: (now = NOW) => office(dir, now) };
  const ask = async () => {
    const { said, ended } = invoked(at, NOW, [{}], "poll");
    const { out, err } = await ended;
    return { said, out, err };
  };
  return { first: await ask(), second: await ask() };
}

describe("the handler of 控制台", () => {
  test("tells how many requests ended how, nothing of what they say, and each once", async () => {
    const asked = { code: "申请-机密号", command: "日常", run: "是", applicant: "孙管" };
    const { first, second } = await polled((file) => writeRegistry(file, { ...smallOffice(), console: [asked] }));
    expect(first.said).toEqual([{ answer: { refused: 1 } }]);
    expect(JSON.parse(first.out)).toEqual({ level: "info", poll: "done", refused: 1 });
    expect(second.said).toEqual([{ answer: {} }]);
    expect(second.out + second.err).toBe("");
  });

  test("a registry that is not there fails by its code", async () => {
    const { first } = await polled(async () => {});
    expect(first.said).toEqual([{ error: "RunError: workbook-missing" }]);
    expect(JSON.parse(first.out)).toMatchObject({ level: "error", poll: "failed", error: "workbook-missing" });
  });
});
