import { expect, test } from "vitest";
import type { Fault } from "../../fakes/google/faults.ts";
import { publicationFor } from "./city.ts";
import { googleForTests, open, stamps, TOKEN, workbookWith } from "./scene.ts";

const google = googleForTests({
  emailOf: (token) => (token === TOKEN ? "duban@project.iam.gserviceaccount.com" : null),
});
const ALL = () => true;

const milestones = () =>
  workbookWith(google(), [
    {
      title: "节点",
      rowCount: 30,
      rows: [
        ["项目编号", "节点序号", "节点名称"],
        ["P-1", 10, "开工"],
      ],
    },
  ]);

const stampsIn = (id: string) => stamps(google(), id);
const writesTo = (id: string) =>
  google().calls.filter((call) => call.spreadsheetId === id && call.method === "spreadsheets.batchUpdate");

async function runWith(...faults: readonly Fault[]) {
  const id = milestones();
  const waited: number[] = [];
  const book = open(google(), id, { wait: async (ms) => void waited.push(ms) });
  google().faults.clear();
  google().faults.add(...faults);
  const snapshot = await book.read(ALL);
  const result = await book.publish(publicationFor(snapshot, 1), snapshot.revision);
  return { id, waited, result };
}

const READ = "spreadsheets.get";
const WRITE = "spreadsheets.batchUpdate";

test.each([429, 500, 502, 503, 504, "reset"] as const)(
  "a reading that meets %s is tried again after a pause",
  async (before) => {
    const { id, waited } = await runWith({ method: READ, before }, { method: READ, before });
    expect(stampsIn(id)).toBe(1);
    expect(waited).toEqual([750, 1500]);
  },
);

test.each([500, 503, "reset"] as const)(
  "a batch that was applied and whose answer was lost (%s) is not sent again",
  async (after) => {
    const { id } = await runWith({ method: WRITE, after });
    expect(stampsIn(id)).toBe(1);
    expect(writesTo(id)).toHaveLength(1);
  },
);

test.each([500, 503, "reset"] as const)(
  "a batch that was not applied (%s) is sent again once that is certain",
  async (before) => {
    const { id, result } = await runWith({ method: WRITE, before });
    expect(stampsIn(id)).toBe(1);
    expect(writesTo(id)).toHaveLength(2);
    expect(result.revision).toMatch(/^1:/);
  },
);

test("a quota that is used up is waited for without another look", async () => {
  const { id } = await runWith({ method: WRITE, before: 429 }, { method: WRITE, before: 429, nth: 2 });
  expect(writesTo(id).map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(google().calls.filter((call) => call.spreadsheetId === id && call.method === READ)).toHaveLength(1);
});

const KINDS: readonly Fault[] = [
  { before: 429 },
  { before: 500 },
  { before: "reset" },
  { after: 503 },
  { after: "reset" },
];
/** Which calls of a run the two faults meet. */
const PLACES = [
  [1, 2],
  [2, 3],
  [2, 4],
] as const;

test.each(KINDS.flatMap((a) => KINDS.map((b) => [a, b] as const)))(
  "one batch for one run: %j then %j",
  async (a, b) => {
    for (const [first, second] of PLACES) {
      const { id, result } = await runWith({ ...a, nth: first }, { ...b, nth: second });
      expect(stampsIn(id)).toBe(1);
      expect(result.revision).toMatch(/^1:/);
      expect((await open(google(), id).read(ALL)).stamp).toEqual({ storeId: "store-1", run: 1 });
    }
  },
);

test("after the deadline the run says that it may be tried later", async () => {
  const id = milestones();
  google().faults.clear();
  google().faults.add({ method: READ, before: 429 }, { method: READ, before: 429 });
  let left = 1000;
  const wait = async (ms: number) => {
    left -= ms;
  };
  const book = open(google(), id, { wait, deadline: () => left });
  await expect(book.read(ALL)).rejects.toMatchObject({ code: "google-busy", retryable: true });
  google().faults.clear();
});

test("a server that stays away ends the run after nine attempts", async () => {
  const id = milestones();
  google().faults.clear();
  google().faults.add(...Array.from({ length: 9 }, () => ({ method: READ, before: 503 })));
  await expect(open(google(), id).read(ALL)).rejects.toMatchObject({ code: "google-unreachable", retryable: true });
  expect(google().faults.waiting).toEqual([]);
});

test("not shared, not there, not known: each has its code, and no error holds the token", async () => {
  const id = milestones();
  google().faults.clear();
  const secret = `${TOKEN}.unknown`;
  const failed = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (caught: unknown) => caught as Error & { code: string },
    );
    expect(JSON.stringify([error, error?.message, error?.stack, String(error?.cause)])).not.toContain(secret);
    return error?.code;
  };
  expect(await failed(open(google(), id, { auth: async () => secret }).read(ALL))).toBe("google-login");
  expect(await failed(open(google(), "no-such-book").read(ALL))).toBe("workbook-missing");
  google().spreadsheets.get(id)!.shared = false;
  expect(await failed(open(google(), id).read(ALL))).toBe("workbook-unshared");
});

test("every call asks the governor first", async () => {
  const id = milestones();
  const asked: string[] = [];
  const book = open(google(), id, { governor: async (kind) => void asked.push(kind) });
  const snapshot = await book.read(ALL);
  await book.publish(publicationFor(snapshot, 1), snapshot.revision);
  expect(asked).toEqual(["read", "write"]);
});

test("a tab removed between reading and writing: read again", async () => {
  const id = milestones();
  const book = open(google(), id);
  const first = await book.read(ALL);
  await book.publish(publicationFor(first, 1), first.revision);
  const second = await book.read(ALL);
  const sheets = google().spreadsheets.get(id)!.sheets;
  google().beforeNext(WRITE, () => void sheets.splice(1, 1));
  const late = book.publish(publicationFor(second, 2), second.revision);
  await expect(late).rejects.toMatchObject({ code: "workbook-changed", retryable: true });
});
