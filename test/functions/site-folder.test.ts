import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { siteFolder, verifiedSite } from "../../functions/site-folder.ts";
import { siteChanges, writeSite } from "../../functions/site-writing.ts";
import { parseManifest } from "../../lib/jobs/public-manifest.ts";
import { siteWritten } from "../../lib/jobs/public-site.ts";
import { folder } from "../fakes/cli.ts";
import { listedProject, publicSiteWith, publicTable } from "../fakes/public-table.ts";

const siteOf = (codes: readonly string[], asOf = "2026-10-23") =>
  publicSiteWith(
    [
      publicTable(
        "projects",
        "",
        codes.map((code) => listedProject(code)),
      ),
    ],
    asOf,
  );

async function write(dir: string, codes: readonly string[], asOf?: string): Promise<readonly string[]> {
  const at = await siteFolder(dir);
  const site = siteWritten(siteOf(codes, asOf), at.published);
  const changes = await siteChanges(at, site.files);
  await writeSite(at, site, changes);
  return changes.map(({ path, change }) => `${change} ${path}`);
}

const everything = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();

describe("a published folder", () => {
  it("changes only what changed, and what is gone goes", async () => {
    const dir = join(folder(), "public");
    await write(dir, ["P-1", "P-2"]);
    expect(await write(dir, ["P-1", "P-2"], "2026-10-30")).toEqual([]);
    expect(await write(dir, ["P-1"], "2026-10-30")).toEqual([
      ...["changed data/projects.csv", "changed data/projects.json", "changed index.html", "changed manifest.json"],
      ...["removed project/p-2.html", "changed projects/index.html"],
    ]);
    expect(readFileSync(join(dir, "project/p-1.html"), "utf8")).toContain("截至2026年10月23日");
    expect(readFileSync(join(dir, "projects/index.html"), "utf8")).toContain("截至2026年10月30日");
    expect(await verifiedSite(dir)).toMatchObject({ changed: [], missing: [], extra: [] });
  });

  it("is not written to while it holds a file, a folder or a link that publish did not make", async () => {
    const dir = join(folder(), "public");
    await write(dir, ["P-1"]);
    writeFileSync(join(dir, "project/notes.html"), "mine");
    await expect(siteFolder(dir)).rejects.toThrow("project/notes.html");
    const other = folder();
    mkdirSync(join(other, "photos"));
    await expect(siteFolder(other)).rejects.toThrow("photos/");
    const linked = join(folder(), "public");
    await write(linked, ["P-1"]);
    symlinkSync("/etc", join(linked, "etc"));
    await expect(siteFolder(linked)).rejects.toThrow("etc（链接）");
    const link = join(folder(), "link");
    symlinkSync(linked, link);
    await expect(siteFolder(link)).rejects.toThrow("不是文件夹");
  });

  it("a page that became a link is refused, and what it leads to is left alone", async () => {
    const dir = join(folder(), "public");
    await write(dir, ["P-1"]);
    const outside = join(folder(), "outside.html");
    writeFileSync(outside, "theirs");
    rmSync(join(dir, "about.html"));
    symlinkSync(outside, join(dir, "about.html"));
    await expect(siteFolder(dir)).rejects.toThrow("about.html");
    expect(readFileSync(outside, "utf8")).toBe("theirs");
  });

  it("a run killed at any file is completed by the next", async () => {
    const whole = join(folder(), "public");
    await write(whole, ["P-1", "P-3"]);
    const names = everything(whole);
    for (const stopAt of [0, 1, 5, names.length]) {
      const dir = join(folder(), "public");
      await write(dir, ["P-1", "P-2"]);
      await killedAt(dir, ["P-1", "P-3"], stopAt);
      await write(dir, ["P-1", "P-3"]);
      expect(everything(dir)).toEqual(names);
      expect(await verifiedSite(dir)).toMatchObject({ changed: [], missing: [], extra: [] });
    }
  });

  it("a first run killed at any file is completed too", async () => {
    const dir = join(folder(), "public");
    await killedAt(dir, ["P-1"], 7);
    await expect(verifiedSite(dir)).rejects.toThrow("manifest.json");
    await write(dir, ["P-1"]);
    expect(existsSync(join(dir, "manifest-next.json"))).toBe(false);
    expect(await verifiedSite(dir)).toMatchObject({ changed: [], missing: [], extra: [] });
  });

  it("names what was changed, what is missing and what is extra, a manifest that was changed too", async () => {
    const dir = join(folder(), "public");
    await write(dir, ["P-1"]);
    writeFileSync(join(dir, "style.css"), "body{}");
    rmSync(join(dir, "feed.xml"));
    writeFileSync(join(dir, "x.html"), "x");
    expect(await verifiedSite(dir)).toMatchObject({ changed: ["style.css"], missing: ["feed.xml"], extra: ["x.html"] });
    const file = join(dir, "manifest.json");
    writeFileSync(file, readFileSync(file, "utf8").replace(/"whole": "./, '"whole": "z'));
    expect((await verifiedSite(dir)).changed).toContain("manifest.json");
  });

  it("no manifest can name a path outside of its folder", () => {
    const manifest = (path: string) =>
      JSON.stringify({
        ...{ schema: "duban-public-site", version: 1, asOf: "2026-10-23", whole: "" },
        files: [{ path, bytes: 1, sha256: "0".repeat(64), day: "" }],
      });
    expect(parseManifest(manifest("project/p-1.html"))).not.toBeNull();
    for (const path of [
      "../x.html",
      "/etc/x.html",
      "a/b/c.html",
      "a\\x.html",
      "C:x.html",
      ".x.html",
      "x",
      "con/../x.html",
    ])
      expect({ path, read: parseManifest(manifest(path)) }).toEqual({ path, read: null });
  });
});

/** Writes like publish and is gone after so many files, before the manifest: one is half written. */
async function killedAt(dir: string, codes: readonly string[], after: number): Promise<void> {
  const at = await siteFolder(dir);
  const site = siteWritten(siteOf(codes), at.published);
  const changes = (await siteChanges(at, site.files)).filter(({ path }) => path !== "manifest.json").slice(0, after);
  const files = new Map([...site.files].filter(([path]) => path !== "manifest.json"));
  await expect(writeSite(at, { ...site, files }, [...changes, { path: "x.html", change: "added" }])).rejects.toThrow();
  writeFileSync(join(dir, "index.html.4711.part"), "half");
}
