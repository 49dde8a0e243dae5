import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Metafile } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bundle,
  bundleDoor,
  bundleFaults,
  bundleRoom,
  bytesOf,
  type Door,
  MOST_BYTES,
} from "../../functions/bundle.ts";
import { FORMS, writeDocument as fromSources, TEMPLATES } from "../../functions/document.ts";
import { WRITER } from "../../functions/rooms.ts";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { readArchive } from "../../lib/adapters/xlsx/zip.ts";
import { newDocument } from "../../lib/views/documents/fields.ts";
import { ROOT } from "./packaged.ts";

const folder = mkdtempSync(join(tmpdir(), "duban-bundle-"));
symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));

afterAll(() => rmSync(folder, { recursive: true }));

const bundled = async (source: string): Promise<Metafile> => {
  const entry = join(folder, "entry.ts");
  writeFileSync(entry, source);
  return bundle(entry, join(folder, "out"), "entry");
};

describe("a bundle is refused", () => {
  it("with the root of googleapis in it", async () => {
    const faults = bundleFaults(
      await bundled('import { google } from "googleapis"; export const made = google.sheets;'),
    );
    expect(faults[0]).toContain("the root of googleapis is in the bundle");
    expect(faults.at(-1)).toMatch(/^the bundle has \d{8} bytes, allowed are 1500000$/);
  });

  it("with all of zod in it", async () => {
    const faults = bundleFaults(await bundled('import { z } from "zod"; export const made = z.string();'));
    expect(faults).toEqual(['all of zod is in the bundle: write import * as z from "zod", not import { z }']);
  });

  it("and not with what is in use: one part of googleapis, zod by name", async () => {
    const source = `
      import * as z from "zod";
      import { sheets_v4 } from "googleapis/build/src/apis/sheets/index.js";
      export const made = [z.string(), sheets_v4.Sheets];`;
    expect(bundleFaults(await bundled(source))).toEqual([]);
  });
});

describe("the sources", () => {
  it("import zod by name and googleapis by its deep path", () => {
    const files = globSync("{lib,functions,sheets-templates}/**/*.ts", { cwd: ROOT });
    const lines = files.flatMap(
      (file) => readFileSync(join(ROOT, file), "utf8").match(/^import .*"(zod|googleapis).*"/gm) ?? [],
    );
    const good = /^import (\* as z from "zod"|(type )?\{[^}]*\} from "googleapis\/build\/src\/apis\/sheets\/.*)/;
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !good.test(line))).toEqual([]);
  });
});

describe.each<Door>(["lambda", "http"])("the door %s", (door) => {
  let metafile: Metafile;

  beforeAll(async () => {
    metafile = await bundleDoor(door, ROOT, join(folder, door));
  });

  it("stays under 1.5 MB in all", () => {
    expect(bytesOf(metafile)).toBeLessThan(MOST_BYTES);
  });

  it("has the forms that travel with letters beside it", () => {
    for (const { source, bundled } of Object.values(FORMS))
      expect(readFileSync(join(folder, door, bundled)).equals(readFileSync(join(ROOT, source)))).toBe(true);
  });

  it("has the templates and what fills them beside it, and nothing of that in its own files", () => {
    for (const { source, bundled } of Object.values(TEMPLATES))
      expect(readFileSync(join(folder, door, bundled)).equals(readFileSync(join(ROOT, source)))).toBe(true);
    expect(readFileSync(join(folder, door, WRITER.bundled)).length).toBeGreaterThan(100_000);
    const sources = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
    expect(sources.filter((source) => /docxtemplater|pizzip|xmldom|views\/board\/page\.ts/.test(source))).toEqual([]);
  });

  it("reads no SDK and no mail before it is used", () => {
    const sources = readAtStart(metafile, door);
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter((source) => SDK.test(source))).toEqual([]);
  });
});

const SDK = /node_modules\/(@aws-sdk|@smithy|google|gaxios|nodemailer|postal-mime)/;

describe("the functions of serverless.yml", () => {
  it("are all in the bundle", async () => {
    await bundleDoor("lambda", ROOT, join(folder, "lambda"));
    const handlers = await import(pathToFileURL(join(folder, "lambda", "lambda.mjs")).href);
    const yml = readFileSync(join(ROOT, "serverless.yml"), "utf8");
    const named = [...yml.matchAll(/handler: build\/lambda\/lambda\.(\w+)/g)].map((found) => found[1]!);
    expect(named.toSorted()).toEqual(["bounces", "part", "poll", "scheduled", "watch"]);
    expect(named.filter((name) => typeof handlers[name] !== "function")).toEqual([]);
  });
});

describe("a form", () => {
  it("is read from beside the bundle, not from the sources", async () => {
    await bundle(join(ROOT, "functions/document.ts"), join(folder, "form"), "form");
    const beside = join(folder, "form", FORMS.书面报告.bundled);
    mkdirSync(dirname(beside), { recursive: true });
    writeFileSync(beside, "形");
    const { document } = await import(pathToFileURL(join(folder, "form", "form.mjs")).href);
    const { filename, content } = await document("书面报告");
    expect([filename, content.toString("utf8")]).toEqual(["书面报告.docx", "形"]);
  });
});

describe("a document", () => {
  const report = newDocument("书面报告", {
    ...{
      草稿: false,
      标题: "书面报告",
      项目编号: "P-031",
      项目名称: "滨河路改造",
      责任单位: "甲县",
      月份: "2026年5月",
    },
    ...{ 情况: [{ 正文: "未完成。" }], 具体问题: [], 下一步措施: [], 日期: "" },
  });
  const beside = async (): Promise<typeof import("../../functions/document.ts")> =>
    import(pathToFileURL(join(folder, "drawing", "drawing.mjs")).href);

  beforeAll(async () => {
    await bundle(join(ROOT, "functions/document.ts"), join(folder, "drawing"), "drawing");
    for (const { source, bundled } of Object.values(TEMPLATES))
      cpSync(join(ROOT, source), join(folder, "drawing", bundled));
    await bundleRoom(WRITER, ROOT, join(folder, "drawing", WRITER.bundled));
  });

  it("is drawn beside a bundle as from the sources, byte for byte", async () => {
    const { writeDocument } = await beside();
    const drawn = await writeDocument(report);
    const entry = readArchive(drawn).find(({ name }) => name === "word/document.xml")!;
    expect(entryBytes(entry).toString("utf8")).toContain("P-031");
    expect(Buffer.from(drawn).equals(Buffer.from(await fromSources(report)))).toBe(true);
  });

  it("of an office's own broken template is refused with a failure the door knows", async () => {
    writeFileSync(join(folder, "书面报告.docx"), "坏");
    const { documentWriter, documentFaults } = await beside();
    await expect(documentWriter(folder)(report)).rejects.toMatchObject({ code: "template-unreadable" });
    expect((await documentFaults(folder)).map(({ code, facts }) => [code, facts.reason])).toEqual([
      ["template-unreadable", "not-a-zip"],
    ]);
  });
});

describe("a room of its own", () => {
  it("has a limit", async () => {
    const tight = { ...WRITER, mostBytes: 1000 };
    await expect(bundleRoom(tight, ROOT, join(folder, "tight.mjs"))).rejects.toThrow(
      /^functions\/document-writer\.ts has \d{6} bytes, allowed are 1000$/,
    );
  });
});

describe("what stays behind", () => {
  it("says so when it is asked for all the same", async () => {
    await bundled(`export const open = () => import(${JSON.stringify(join(ROOT, "lib/adapters/outbox.ts"))});`);
    const { open } = await import(pathToFileURL(join(folder, "out", "entry.mjs")).href);
    await expect(open()).rejects.toThrow("not in the bundle: adapters/outbox.ts");
  });

  it("says so name by name where others take it in at their start", async () => {
    await bundled('import * as z from "zod"; export const word = z.string();');
    const { word } = await import(`${pathToFileURL(join(folder, "out", "entry.mjs")).href}?word`);
    expect(word.parse("字")).toBe("字");
    expect(() => word.toJSONSchema()).toThrow("not in the bundle: zod/v4/core/to-json-schema.js");
  });
});

describe("what is asked of Google", () => {
  const questions = async (): Promise<(params: object) => string> => {
    await bundled(
      'import qs from "qs"; export const ask = (params) => qs.stringify(params, { arrayFormat: "repeat" });',
    );
    return (await import(`${pathToFileURL(join(folder, "out", "entry.mjs")).href}?questions`)).ask;
  };

  it("is asked as the library would that stayed behind: a word for each of a list, nothing for what is not given", async () => {
    const ask = await questions();
    const asked = ask({
      fields: "sheets(data/rowData)",
      ranges: ["「项目」!A1:B2", "a b&c"],
      whole: true,
      no: undefined,
    });
    const read = [...new URLSearchParams(asked)];
    expect(read.slice(0, 2)).toEqual([
      ["fields", "sheets(data/rowData)"],
      ["ranges", "「项目」!A1:B2"],
    ]);
    expect(read.slice(2)).toEqual([
      ["ranges", "a b&c"],
      ["whole", "true"],
    ]);
    expect(asked).toContain("ranges=a%20b%26c&whole=true");
  });

  it("and is refused when it is neither a word nor a list of words", async () => {
    const ask = await questions();
    expect(() => ask({ filter: { deep: 1 } })).toThrow(
      "not in the bundle: qs, for what is neither a word nor a list of words: filter",
    );
  });
});

/** Sources that the entry takes in at once, without those behind an `import()`. */
function readAtStart({ outputs }: Metafile, door: Door): readonly string[] {
  const entry = Object.keys(outputs).find((file) => file.endsWith(`/${door}.mjs`))!;
  const seen = new Set([entry]);
  for (const file of seen)
    for (const { kind, path } of outputs[file]?.imports ?? []) if (kind === "import-statement") seen.add(path);
  return [...seen].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
}
