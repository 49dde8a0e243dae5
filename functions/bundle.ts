import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { cuts } from "./bundle-cuts.ts";
import { FORMS, TEMPLATES } from "./document.ts";
import { BOARD_PAGE, type Room, WRITER } from "./rooms.ts";

/** The doors of the cloud. What a door loads by `import()` stays a file of its own and is read only when used. */
export const DOORS = { lambda: "functions/lambda.ts", http: "functions/http.ts" } as const;
export type Door = keyof typeof DOORS;

/** All files of a door together, in bytes. */
export const MOST_BYTES = 1_500_000;

/** The rooms of a door's own, beside it. */
export const ROOMS: Readonly<Record<Door, readonly Room[]>> = { lambda: [WRITER], http: [WRITER, BOARD_PAGE] };

/** Comes with the place where the door runs. */
const THERE_ALREADY = ["@google-cloud/functions-framework"];

/** CommonJS packages inside an ESM bundle ask for Node's own modules by `require`. */
const REQUIRE = 'import{createRequire as requireFrom}from"node:module";const require=requireFrom(import.meta.url);';

const PACKED = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  external: THERE_ALREADY,
  banner: { js: REQUIRE },
  minify: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

/** Bundles `entry` into `folder`/`name`.mjs and its chunks. What was in the folder is gone. */
export async function bundle(entry: string, folder: string, name: string): Promise<Metafile> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { [name]: entry },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    plugins: [...cuts(name)],
    ...PACKED,
  });
  return metafile;
}

export const bytesOf = ({ outputs }: Metafile): number =>
  Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0);

/** Sources of which something is really in the bundle; the rest was read and left out. */
const carried = ({ outputs }: Metafile): readonly string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([source]) => source),
  );

const UNWANTED: readonly (readonly [source: RegExp, fault: string])[] = [
  [
    /node_modules\/googleapis\/build\/src\/(index|googleapis|apis\/index)\.js$/,
    "the root of googleapis is in the bundle: import googleapis/build/src/apis/sheets/index.js",
  ],
  [
    /node_modules\/zod\/v4\/locales\/(?!en\.|index\.)/,
    'all of zod is in the bundle: write import * as z from "zod", not import { z }',
  ],
];

/** What must not be shipped; empty when the bundle is fit. */
export function bundleFaults(metafile: Metafile): readonly string[] {
  const sources = carried(metafile);
  const faults = UNWANTED.filter(([source]) => sources.some((one) => source.test(one))).map(([, fault]) => fault);
  const bytes = bytesOf(metafile);
  return bytes < MOST_BYTES ? faults : [...faults, `the bundle has ${bytes} bytes, allowed are ${MOST_BYTES}`];
}

/** Bundles a door for shipping, the forms beside it; throws when the bundle is not fit. */
export async function bundleDoor(door: Door, root: string, folder: string): Promise<Metafile> {
  const metafile = await bundle(join(root, DOORS[door]), folder, door);
  const faults = bundleFaults(metafile);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  for (const { source, bundled } of [...Object.values(FORMS), ...Object.values(TEMPLATES)])
    cpSync(join(root, source), join(folder, bundled));
  for (const room of ROOMS[door]) await bundleRoom(room, root, join(folder, room.bundled));
  return metafile;
}

/** One file with all it needs: it shares nothing with the door, so that no chunk of the door's start is made for its sake. */
export async function bundleRoom({ source, mostBytes }: Room, root: string, file: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: [join(root, source)],
    outfile: file,
    plugins: [...cuts(source)],
    ...PACKED,
  });
  const bytes = bytesOf(metafile);
  if (bytes >= mostBytes) throw new Error(`${source} has ${bytes} bytes, allowed are ${mostBytes}`);
}

/** node functions/bundle.ts: both doors into build/. No await at the top: the packaging CLI takes this file in by `require`. */
async function main(): Promise<void> {
  const root = fileURLToPath(new URL("../", import.meta.url));
  for (const door of Object.keys(DOORS) as Door[]) {
    const metafile = await bundleDoor(door, root, join(root, "build", door));
    console.log(`build/${door}: ${Object.keys(metafile.outputs).length} files, ${bytesOf(metafile)} bytes`);
  }
}

if (import.meta.main) void main();
