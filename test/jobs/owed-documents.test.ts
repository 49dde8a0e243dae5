import { describe, expect, test } from "vitest";
import type { SentDocument } from "../../lib/domain/document-record.ts";
import type { Person, Registry } from "../../lib/domain/registry.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import { documentCandidates } from "../../lib/jobs/owed-documents.ts";
import { newPerson } from "../fakes/people.ts";

const SENT: SentDocument = {
  ...{ draft: "TB-2026-05", period: "通报 2026-05", number: "重点办通报〔2026〕3号", document: "通报" },
  ...{ title: "关于5月的通报", sentOn: "2026-06-12", units: [], leaders: false, text: ["第一段。", "第二段。"] },
};

const someone = (unit: string, name: string, role: Person["roles"][number]) =>
  newPerson(unit, name, role, { email: `${name}@jia.example` });

const unit = (name: string, group: string, ranked: boolean | null) => ({
  name,
  group,
  ranked,
  sponsor: "qian（重点办）",
});

const REGISTRY = {
  people: [
    someone("甲县", "wang", "联络员"),
    someone("乙县", "yi", "联络员"),
    someone("市水务局", "li", "联络员"),
    someone("市水务局", "feng", "主要负责人"),
    someone("市水务局", "chen", "办公室主任"),
    someone("重点办", "zhou", "包联领导"),
    someone("重点办", "qian", "包联领导"),
    someone("重点办", "sun", "管理员"),
  ],
  units: [
    unit("甲县", "县区", null),
    unit("市水务局", "市直", true),
    unit("乙县", "县区", false),
    unit("重点办", "其他", null),
  ],
  projects: [],
} as unknown as Registry;

const owed = (more: Partial<SentDocument> = {}, asOf = "2026-06-15") =>
  documentCandidates({
    ...{ asOf, snapshots: [], reading: { registry: REGISTRY } },
    letters: { ...NO_LETTERS, documents: [{ ...SENT, ...more }] },
  });

const readers = (more: Partial<SentDocument>) =>
  owed(more).flatMap(({ reached }) => reached.told.map(({ address, duty }) => `${address} ${duty}`));

describe("a document that was confirmed is owed", () => {
  test("to the admins always, and to nobody else it does not name", () => {
    expect(readers({})).toEqual(["sun@jia.example admin"]);
  });

  test("to the heads of the units it names, where nobody is the head to the contact", () => {
    expect(readers({ units: ["甲县"] })).toEqual(["sun@jia.example admin", "wang@jia.example liaison"]);
    expect(readers({ units: ["没有的单位"] })).toEqual(["sun@jia.example admin"]);
  });

  test("to every unit that is ranked, where it is about the ranking: not to the office itself", () => {
    expect(readers({ units: "ranked" })).toEqual([
      "feng@jia.example unit-head",
      "chen@jia.example office-head",
      "sun@jia.example admin",
      "wang@jia.example liaison",
    ]);
  });

  test("to leaders where it says so", () => {
    expect(readers({ leaders: true })).toEqual([
      "qian@jia.example city-leader",
      "zhou@jia.example sponsor",
      "sun@jia.example admin",
    ]);
  });

  test("for 30 days: whoever holds a post later is sent no old papers", () => {
    expect(owed({}, "2026-07-12")).toHaveLength(1);
    expect(owed({}, "2026-07-13")).toEqual([]);
  });

  test("with the beginning of its text: a mail stays small, and says that the whole is attached", () => {
    const long = Array.from({ length: 30 }, (_, at) => `${at + 1}．${"长".repeat(400)}`);
    const [one] = owed({ text: long });
    expect(one!.item.facts.text).toEqual(long.slice(0, 12));
    expect(one!.item.facts.paragraphs).toBe(30);
    expect(owed({ text: ["长".repeat(9_000)] })[0]!.item.facts.text).toHaveLength(1);
    expect(owed({})[0]!.item).toMatchObject({ subject: "重点办通报〔2026〕3号", name: "关于5月的通报" });
    expect(owed({ number: "" })[0]!.item.subject).toBe("TB-2026-05");
  });
});
