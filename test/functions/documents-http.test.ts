import { expect, test } from "vitest";
import { CIRCULAR_ID, circularRecord } from "../fakes/circular-draft.ts";
import { duban } from "../fakes/cli.ts";
import { withDrafts } from "../fakes/draft-office.ts";
import { lettersTo, mails, opened } from "./http-office.ts";

test("a document is confirmed over HTTP by an admin alone, once, and only as the draft that was looked at", async () => {
  const { dir, file, settings, get, post } = await opened();
  await withDrafts(`${file}.duban.sqlite`, [circularRecord()]);
  const path = `/drafts/${CIRCULAR_ID}/confirm`;
  const { digest } = circularRecord();
  expect((await post(path, { by: "王联" })).status).toBe(403);
  expect((await post(path, { by: "孙管", items: ["1"] })).status).toBe(422);
  expect((await post(path, { by: "孙管", digest: "0".repeat(64) })).status).toBe(409);
  const first = await post(path, { by: "孙管", digest });
  expect(first.status).toBe(200);
  expect(first.json.remarks).toMatchObject([
    { code: "document-issued", message: expect.stringContaining("编号 重点办通报〔2026〕1号，文件已存档。") },
  ]);
  expect((await post(path, { by: "孙管", digest })).status).toBe(200);
  const [letter, ...more] = await lettersTo(dir, "wang@jia.example");
  expect([letter!.attachments.map(({ mimeType }) => mimeType), more]).toEqual([
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    [],
  ]);
  expect(mails(dir).length).toBe(2);
  expect(JSON.stringify((await get("/drafts")).json)).toContain("重点办通报〔2026〕1号");
  const listed = (await duban(["documents"], settings)).out;
  expect(listed.match(/重点办通报/g)).toHaveLength(1);
});
