import { copyFile, rename, rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { ADMIN, largeOffice } from "../fakes/large-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone } from "../fakes/small-office.ts";

const PEOPLE = 5;

interface Told {
  readonly code: number | null;
  readonly sent: readonly string[];
  readonly remarks: string;
}

/** An office of five units; `on` runs a job on a day of June 2026 and tells who was written to. */
async function opened(
  change: (rows: ReturnType<typeof largeOffice>) => ReturnType<typeof largeOffice> = (rows) => rows,
) {
  const dir = folder();
  const settings = office(dir, "2026-06-12T08:00");
  const file = settings.DUBAN_REGISTRY!;
  await writeRegistry(file, change(largeOffice(PEOPLE)));
  const on = async (day: string, job = "daily"): Promise<Told> => {
    const ran = await duban(["run", job, "--json"], { ...settings, DUBAN_NOW: `2026-06-${day}T08:00` });
    expect(ran.err).toBe("");
    const { messages = [], remarks = [] } = ran.json() as Partial<{
      messages: { to: string; state: string }[];
      remarks: { code: string }[];
    }>;
    const sent = messages.filter(({ state }) => state === "sent").map(({ to }) => to);
    return { code: ran.code, sent, remarks: remarks.map(({ code }) => code).join(" ") };
  };
  const adopt = async (...more: string[]): Promise<void> =>
    void expect(await duban(["adopt", ...more], settings)).toMatchObject({ code: 0 });
  return { file, store: `${file}.duban.sqlite`, on, adopt };
}

const tabText = async (file: string, title: string): Promise<string> => JSON.stringify(await sheetRows(file, title));

describe("no flood and no silence when workbook and store do not belong together", () => {
  it("an older store put back: the admin hears of it every day and nobody else anything, until adopt", async () => {
    const { on, store, adopt } = await opened();
    expect((await on("08")).sent).toHaveLength(PEOPLE + 2);
    await copyFile(store, `${store}.old`);
    await on("09");
    await on("10");
    await rename(`${store}.old`, store);
    expect(await on("11")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-restored-store" });
    expect(await on("12")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-restored-store" });
    await adopt();
    expect(await on("15")).toEqual({ code: 0, sent: [ADMIN], remarks: "assumed-told" });
    expect(await on("16")).toEqual({ code: 0, sent: [ADMIN], remarks: "" });
  });

  it("a lost store, adopted with --tell-again: everybody is told once more, once", async () => {
    const { on, store, adopt } = await opened();
    await on("08");
    await rm(store);
    expect(await on("09", "due")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-foreign-store" });
    await adopt("--tell-again");
    expect((await on("10")).sent).toHaveLength(PEOPLE + 2);
    expect((await on("11")).sent).toEqual([ADMIN]);
  });

  it("adopted on the same day: what was due and could not be told is still due", async () => {
    const { on, store, adopt } = await opened();
    await on("08");
    await rm(store);
    expect((await on("09", "due")).code).toBe(1);
    await adopt("--tell-again");
    expect((await on("09", "due")).sent).toEqual(expect.arrayContaining(["p001@jia.example", "p005@jia.example"]));
  });

  it("a workbook whose marks another program dropped is called that day after day", async () => {
    const { on, file } = await opened();
    await on("08");
    await writeRegistry(file, largeOffice(PEOPLE));
    expect(await on("09")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-unstamped" });
    expect(await on("10")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-unstamped" });
  });

  it("another office's store: neither office's people hear of it, nothing of one shows in the other, both go on afterwards", async () => {
    const ours = await opened();
    const theirs = await opened((rows) => ({
      ...rows,
      milestones: rows.projects!.map(({ code }) => milestone(String(code), 10, "2026-05-19")),
      people: rows.people!.map((row) => ({ ...row, email: String(row.email).replace("@", ".b@") })),
    }));
    await ours.on("08", "due");
    await theirs.on("08", "due");
    await theirs.on("09", "due");
    await rename(ours.store, `${ours.store}.kept`);
    await copyFile(theirs.store, ours.store);
    expect(await ours.on("09", "due")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-foreign-store" });
    expect(await ours.on("10", "due")).toEqual({ code: 1, sent: [ADMIN], remarks: "standing-foreign-store" });
    expect(await tabText(ours.file, "系统-通知")).not.toContain(".b@");

    await rename(ours.store, theirs.store);
    await rename(`${ours.store}.kept`, ours.store);
    const next = await theirs.on("10", "due");
    expect(next).toEqual({ code: 0, sent: [ADMIN.replace("@", ".b@")], remarks: "" });
    expect(await tabText(theirs.file, "系统-节点")).toContain("逾期 22 天");
    expect(await ours.on("10", "due")).toEqual({ code: 0, sent: [ADMIN], remarks: "" });
  });
});
