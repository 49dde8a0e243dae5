import { describe, expect, test } from "vitest";
import { NO_BOUNCES } from "../../lib/domain/bounce.ts";
import type { MessageRecord, NoticeRecord } from "../../lib/domain/notice.ts";
import { isAllowed } from "../../lib/jobs/allowed-domains.ts";
import { lettersDue, PERMANENT, type UncertainPolicy } from "../../lib/jobs/letters-due.ts";
import { REPEAT_MARK } from "../../lib/views/repeat-mark.ts";
import { aMessage, aNotice } from "../fakes/notices.ts";

const WANG = "wang@jia.gov.cn";
const TODAY = "2026-06-12";
const YESTERDAY = "2026-06-11";

const owed = (key: string, changes: Partial<NoticeRecord> = {}): NoticeRecord => ({
  ...aNotice(key, WANG),
  state: "owed",
  firstOwed: "2026-06-11T23:30:00.000Z",
  changedAt: "2026-06-11T23:30:00.000Z",
  messageId: "",
  ...changes,
});

const judge = (
  messages: readonly Partial<MessageRecord>[],
  notices: readonly NoticeRecord[] = [owed("n1")],
  policy: UncertainPolicy = "resend-marked",
) =>
  lettersDue({
    notices,
    messages: messages.map((changes, index) => aMessage(`m${index}`, { noticeKeys: ["n1"], ...changes })),
    day: TODAY,
    allowed: ["jia.gov.cn"],
    bounces: NO_BOUNCES,
    policy,
  });

const MARKED = `${REPEAT_MARK}【督办】`;

describe("the letter of the day", () => {
  test.each<[situation: string, messages: readonly Partial<MessageRecord>[], expected: string]>([
    ["nobody wrote yet", [], "due"],
    ["today's letter was sent", [{ state: "sent" }], "sent-today"],
    ["yesterday's letter was sent", [{ state: "sent", day: YESTERDAY }], "due"],
    ["today's letter is frozen and waits", [{ state: "ready" }], "ready"],
    ["yesterday's letter was left frozen", [{ state: "ready", day: YESTERDAY }], "due"],
    ["today's letter was refused for now", [{ state: "refused", detail: "450 later" }], "due"],
    ["today's letter was refused for good", [{ state: "refused", detail: `${PERMANENT}550` }], "refused-today"],
    [
      "a repetition was refused for good",
      [{ state: "refused", detail: `repeats m0; ${PERMANENT}550` }],
      "refused-today",
    ],
    ["yesterday's was refused for good", [{ state: "refused", detail: PERMANENT, day: YESTERDAY }], "due"],
    ["today's letter is uncertain", [{ state: "uncertain" }], "repeats m0"],
    ["yesterday's letter is uncertain", [{ state: "uncertain", day: YESTERDAY }], "repeats m0"],
    ["today's uncertain letter told other things", [{ state: "uncertain", noticeKeys: ["x"] }], "uncertain-today"],
    [
      "yesterday's uncertain letter told other things",
      [{ state: "uncertain", noticeKeys: ["x"], day: YESTERDAY }],
      "due",
    ],
    [
      "its repetition is uncertain too",
      [{ state: "uncertain" }, { state: "uncertain", subject: MARKED }],
      "uncertain-today",
    ],
    [
      "its repetition of yesterday is uncertain",
      [{ state: "uncertain", subject: MARKED, day: YESTERDAY }],
      "repeats m0",
    ],
    ["its repetition waits", [{ state: "uncertain" }, { state: "ready", subject: MARKED }], "ready"],
    ["its repetition arrived", [{ state: "uncertain" }, { state: "sent", subject: MARKED }], "sent-today"],
    ["an old draft of today was voided", [{ state: "void" }], "due"],
  ])("%s → %s", (_, messages, expected) => {
    const { due, waiting } = judge(messages);
    const [letter] = due;
    const repeated = letter?.repeats.map((message) => message.id) ?? [];
    const found = letter?.ready ? "ready" : repeated.length > 0 ? `repeats ${repeated}` : letter ? "due" : "";
    expect(found || waiting[0]?.because).toBe(expected);
    expect(due.length + waiting.length).toBe(1);
  });

  test("who is owed nothing gets no letter, whatever was sent before", () => {
    expect(judge([], [owed("n1", { state: "sent" }), owed("n2", { state: "withdrawn" })])).toEqual({
      due: [],
      waiting: [],
    });
  });

  test("under the policy hold, what an uncertain letter told waits and the rest goes out unmarked", () => {
    const held = judge([{ state: "uncertain", day: YESTERDAY }], [owed("n1")], "hold");
    expect(held.waiting).toMatchObject([{ because: "held" }]);
    const more = judge([{ state: "uncertain", day: YESTERDAY }], [owed("n1"), owed("n2")], "hold");
    expect(more.due).toMatchObject([{ repeats: [], notices: [{ key: "n2" }] }]);
    const today = judge([{ state: "uncertain" }], [owed("n1"), owed("n2")], "hold");
    expect(today.waiting).toMatchObject([{ because: "uncertain-today" }]);
  });

  test("red comes first, among persons and within a letter", () => {
    const light = (key: string, recipient: string, value: "red" | "yellow" | "none") =>
      owed(key, { recipient, item: { ...aNotice(key, recipient).item, light: value } });
    const notices = [
      light("a1", "a@jia.gov.cn", "none"),
      light("b1", "b@jia.gov.cn", "yellow"),
      light("b2", "b@jia.gov.cn", "red"),
      light("c1", "c@jia.gov.cn", "red"),
    ];
    const { due } = judge([], notices);
    expect(due.map((letter) => letter.recipient)).toEqual(["b@jia.gov.cn", "c@jia.gov.cn", "a@jia.gov.cn"]);
    expect(due[0]?.notices.map((notice) => notice.key)).toEqual(["b2", "b1"]);
  });
});

describe("who is first", () => {
  test("a leader who hears of a red, then reds, then the others, whoever is whose duty", () => {
    const tells = (recipient: string, light: "red" | "yellow", duty: string) =>
      owed(recipient, { ...aNotice(recipient, `${recipient}@jia.gov.cn`, { light, facts: { duty } }) });
    const { due } = judge(
      [],
      [
        tells("a", "yellow", "city-leader"),
        tells("b", "red", "liaison"),
        tells("c", "yellow", "liaison"),
        tells("d", "red", "sponsor"),
        tells("e", "red", "city-leader"),
      ],
    );
    expect(due.map(({ recipient }) => recipient.slice(0, 1))).toEqual(["d", "e", "b", "a", "c"]);
  });

  test("an address that letters came back from waits, and says why", () => {
    const bounce = { address: WANG, kind: "bounce", at: "2026-06-11T01:00:00.000Z", messageId: "m0" } as const;
    const { due, waiting } = lettersDue({
      ...{ notices: [owed("n1")], messages: [], day: TODAY, allowed: ["jia.gov.cn"], policy: "resend-marked" },
      bounces: new Map([[WANG, bounce]]),
    });
    expect(due).toEqual([]);
    expect(waiting).toEqual([{ recipient: WANG, notices: 1, because: "bounced", bounce }]);
  });
});

describe("allowed domains", () => {
  test.each<[address: string, allowed: readonly string[], expected: boolean]>([
    ["a@gov.cn", ["gov.cn"], true],
    ["a@GOV.cn", [" Gov.CN "], true],
    ["a@jia.gov.cn", ["gov.cn"], false],
    ["a@jia.gov.cn", ["*.gov.cn"], true],
    ["a@x.jia.gov.cn", ["*.gov.cn"], true],
    ["a@gov.cn", ["*.gov.cn"], false],
    ["a@evilgov.cn", ["gov.cn", "*.gov.cn"], false],
    ["a@gov.cn.evil.com", ["gov.cn", "*.gov.cn"], false],
    ["a@evil.com@gov.cn", ["gov.cn"], false],
    ['"a@evil.com"@gov.cn', ["gov.cn"], false],
    ["a@evil.com\r\nx@gov.cn", ["gov.cn"], false],
    ["gov.cn", ["gov.cn"], false],
    ["a@", ["", "*."], false],
    ["a@anything.cn", ["*", "*.*"], false],
    ["a@gov.cn.", ["gov.cn"], false],
    ["a@gov.cn", [], false],
  ])("%s with %j → %s", (address, allowed, expected) => {
    expect(isAllowed(address, allowed)).toBe(expected);
  });
});
