import { describe, expect, it } from "vitest";
import { failureWords } from "../../lib/jobs/failure.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { confirmed, draftsOf, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { disputedOffice, LOCKED } from "./office.ts";

const ID = "M-2026-05";

const ACCEPTED = {
  ...{ code: "S-1", unit: "甲县", period: "2026-05", item: "督导", reason: "录错", raisedOn: { date: "2026-06-11" } },
  ...{ answer: "属实", conclusion: "采纳", answeredOn: { date: "2026-06-11" } },
};

const office = (more: TemplateRows = {}): TemplateRows =>
  rankedOffice(
    (["甲县", "乙县"] as const).map((name) => ({ name, group: "县区", ytd: { "2026-05": 4000 } })),
    more,
  );

describe("an objection that was accepted", () => {
  it("holds back the draft that was drawn before; drawn again to the same figures, it is confirmed", async () => {
    const { settings, type, at } = await disputedOffice(office());
    await ran(settings, LOCKED, "monthly");
    await type(office({ appeals: [ACCEPTED] }));
    await expect(confirmed(settings, LOCKED, ID).catch((error) => failureWords(error))).resolves.toBe(
      `${ID} 还不能确认：「申诉」表中 S-1（甲县） 已采纳，草稿起草在先。请先改正数据，再运行 duban run monthly --period 2026-05 --known-at 2026-06-11；数据没有变化的，运行后即可确认。`,
    );
    await at(LOCKED, "run", "monthly", "--period", "2026-05", "--known-at", "2026-06-11");
    expect((await draftsOf(settings)).map(({ id }) => id)).toEqual([ID]);
    await confirmed(settings, LOCKED, ID);
    expect(await draftsOf(settings)).toMatchObject([{ id: ID, state: "confirmed" }]);
  }, 60_000);
});
