import { expect, test } from "vitest";
import { proposeDocument } from "../../lib/jobs/document-proposal.ts";
import { circular } from "../fakes/circular-draft.ts";

const SOURCES = { inputDigest: "", rulesDigest: "r" };

test.each([
  ["通报", "2026-05", "TB-2026-05"],
  ["通报", "2026Q2", "TB-2026Q2"],
  ["通报", "2026", "TB-2026"],
  ["交办单", "2026-06-12", "JB-2026-06-12"],
])("a draft of %s for %s is called %s", (document, period, id) => {
  expect(proposeDocument(circular({ document, period }), SOURCES).idStem).toBe(id);
});

test.each(["招商引资 2026-05-12", "../../etc 2026-05-12", "甲\n乙", ""])(
  "whatever its period %j holds, the id can be typed and ends with a figure",
  (period) => {
    const { idStem } = proposeDocument(circular({ document: "工作例会材料", period }), SOURCES);
    expect(idStem).toMatch(/^LH-[0-9A-Z-]*[0-9]$/);
  },
);

test("papers of the same period are matters of their own, and the paper is drawn from the very fields", () => {
  const [one, other] = [circular(), circular({ document: "会议纪要" })].map((draft) => proposeDocument(draft, SOURCES));
  expect([one!.period, other!.period]).toEqual(["通报 2026-05", "会议纪要 2026-05"]);
  expect(one!.attachment).toEqual({
    filename: "关于2026年5月重点项目推进情况的通报.docx",
    document: { kind: "通报", fields: circular().fields },
  });
  expect(JSON.parse(one!.body)).toEqual(circular());
});
