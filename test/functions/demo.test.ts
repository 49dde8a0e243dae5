import { join } from "node:path";
import { expect, it } from "vitest";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import { duban, folder } from "../fakes/cli.ts";

it("whoever has run the demo goes on from it with the workbook and the day it names", async () => {
  const dir = folder();
  const shown = await duban(["demo"], {}, dir);
  expect(shown).toMatchObject({ code: 0, err: "" });
  const registry = join(dir, "demo-output", "台账.xlsx");
  const env = { DUBAN_NOW: `${DEMO_AS_OF}T08:00`, DUBAN_REGISTRY: registry };
  expect(shown.out).toContain(`DUBAN_NOW 设为 ${env.DUBAN_NOW}`);
  expect(shown.out).toContain(registry);
  const drafts = await duban(["drafts"], env, dir);
  expect(drafts.out).toContain("M-2026-09  2026年9月排名");
  const recomputed = await duban(["recompute", "M-2026-09"], env, dir);
  expect(recomputed).toMatchObject({ code: 0, err: "" });
}, 180_000);
