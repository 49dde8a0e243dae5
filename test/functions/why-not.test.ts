import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

/** The run of Friday 06-12 was made on the 15th; 王联's domain is not allowed. */
async function ranLate() {
  const settings = { ...office(folder(), "2026-06-15T08:00"), DUBAN_ALLOWED_DOMAINS: "city.example" };
  const rows = smallOffice();
  const people = rows.people!.map((row) => (row.name === "李联" ? { ...row, email: "not an address" } : row));
  await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, people });
  await duban(["run", "daily", "--as-of", "2026-06-12"], settings);
  return (name: string) => duban(["why-not", name, "--on", "2026-06-12"], settings);
}

describe("duban why-not", () => {
  it("does not say that nothing was owed to who was refused for the domain, whenever the run was made", async () => {
    const asked = await ranLate();
    expect(await asked("王联")).toMatchObject({
      code: 0,
      out: "邮箱的域名不在允许范围（DUBAN_ALLOWED_DOMAINS），提醒仍记为应发。\n",
    });
    expect((await asked("李联")).out).toBe(
      "市水务局 李联登记的邮箱无效，事项改由本单位联络员接收，没有可用联络员的发给管理员。\n",
    );
  });

  it("an unknown name is a wrong argument: exit 2", async () => {
    const ran = await (await ranLate())("张三");
    expect([ran.code, ran.out, ran.err]).toEqual([
      2,
      "",
      "「人员」表里没有“张三”。请核对姓名，或写成“姓名（单位）”。\n",
    ]);
  });
});
