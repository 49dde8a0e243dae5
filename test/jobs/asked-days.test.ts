import { expect, it } from "vitest";
import { NO_LEDGER, type NoticeRecord } from "../../lib/domain/notice.ts";
import { noticeKey } from "../../lib/domain/notice-key.ts";
import { assess } from "../../lib/jobs/assess.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import { NO_ITEM } from "../../lib/jobs/owed.ts";
import type { StoredHistory } from "../../lib/ports/store.ts";
import { GOOD_ROWS, sheetOf, workbookOf } from "../fakes/sheets.ts";

const [MAY, JUNE] = ["2026-05-06T00:00:00.000Z", "2026-06-08T00:00:00.000Z"];
const row = { project: "P-031", month: "2026-05", investedYtd: 3200 };
const before = JSON.stringify({ ...row, investedYtd: 3450 });

/** A cumulative figure fell, and its question stands in the ledger as carried by this letter. */
function questionAfter(messageId: string) {
  const projects = [{ ...GOOD_ROWS.projects!, responsibleUnit: GOOD_ROWS.units!.name!, sponsor: null }];
  const book = workbookOf([
    sheetOf("projects", projects),
    sheetOf("monthlyReports", [row]),
    sheetOf("units", [GOOD_ROWS.units!]),
  ]);
  const life = [
    { firstSeen: MAY, lastSeenAbsent: null, json: before },
    { firstSeen: JUNE, lastSeenAbsent: MAY, json: JSON.stringify(row) },
  ];
  const history: StoredHistory = {
    firstReading: MAY,
    lastReading: JUNE,
    tabs: new Map([["monthlyReports", new Map([["P-031/2026-05", life]])]]),
  };
  const known = { snapshots: [book], histories: new Map([[book.name, history]]), published: [], unread: [] };
  const judged = (records: readonly NoticeRecord[]) =>
    assess(
      {
        ...known,
        ledger: { ...NO_LEDGER, notices: new Map(records.map((record) => [record.key, record])) },
        letters: NO_LETTERS,
        consulted: [],
        at: "2026-06-12T00:00:00.000Z",
      },
      "2026-06-12",
      null,
    ).judge("2026-06-12", null);
  const [question] = judged([]).historyQuestions();
  const recipient = "wang@jia.example";
  const parts = { kind: "history-question", subject: question!.key, level: "", due: "", recipient } as const;
  const sent = { state: "sent", firstOwed: JUNE, changedAt: JUNE, messageId } as const;
  return judged([{ key: noticeKey(parts), kind: parts.kind, recipient, item: NO_ITEM, ...sent }]).historyQuestions()[0];
}

it("what a letter asked is asked from that day on; what only counts as told after adopt was asked of nobody", () => {
  expect(questionAfter("m-1")).toMatchObject({ firstAsked: "2026-06-08", privateUntil: "2026-06-15" });
  expect(questionAfter(`adopted-${JUNE}`)).toMatchObject({ firstAsked: null, shared: false });
});
