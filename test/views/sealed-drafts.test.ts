import { describe, expect, it } from "vitest";
import type { DraftRecord } from "../../lib/ports/store.ts";
import { sealedJson } from "../../lib/views/drafts.ts";

const draft = (kind: DraftRecord["kind"], body: object, state: DraftRecord["state"] = "draft"): DraftRecord => ({
  ...{ id: "D-1", kind, period: "2026-10", createdAt: "2026-10-20T00:00:00.000Z", lockDay: "2026-10-20" },
  ...{ digest: "d", inputDigest: "", rulesDigest: "", body: JSON.stringify(body), attachment: null, state },
  ...{ confirmedBy: "", confirmedAt: null, differences: "" },
});

const rows = (tab: string) => ({
  tab,
  source: "选票",
  rows: [{ item: "1", cells: { judge: "评甲", score: 83.25 }, notes: [] }],
});

const listed = (one: DraftRecord): string =>
  JSON.stringify(sealedJson({ draft: one, trail: [], open: [], answers: [] }));

describe("a list for doors that do not know who asks", () => {
  it("says nothing of what judges gave, and of other rows what is proposed", () => {
    expect(listed(draft("rows", rows("observations")))).not.toMatch(/评甲|83\.25/);
    expect(listed(draft("rows", rows("tasks")))).toMatch(/评甲/);
  });

  it("says what was confirmed", () => {
    expect(listed(draft("rows", rows("observations"), "confirmed"))).toMatch(/83\.25/);
  });
});
