import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readArchive } from "../../lib/adapters/xlsx/zip.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: what they are depends on the type, and a test looks at a few of them
  readonly Properties: Readonly<Record<string, any>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export type Resources = Readonly<Record<string, Resource>>;

/** What `npx osls package` leaves behind. */
export interface Packaged {
  /** A copy of the project, packed in it. */
  readonly folder: string;
  readonly resources: Resources;
  readonly files: readonly string[];
  readonly remove: () => void;
}

const PARTS = ["serverless.yml", "package.json", "tsconfig.json", "deploy", "functions", "lib", "sheets-templates"];

/** Packs a copy of the project as a machine would that knows no account and has no network. Throws with what the CLI said. */
export function packaged(...args: readonly string[]): Packaged {
  const folder = mkdtempSync(join(tmpdir(), "duban-deploy-"));
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const ran = osls(folder, ["package", ...args]);
  if (ran.status !== 0) throw new Error(`osls package ended with ${ran.status}: ${ran.output}`);
  const packed = join(folder, ".serverless");
  const template = JSON.parse(readFileSync(join(packed, "cloudformation-template-update-stack.json"), "utf8"));
  return {
    folder,
    resources: template.Resources,
    files: readArchive(readFileSync(join(packed, "duban.zip"))).map(({ name }) => name),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The CLI in `folder`, without network, credentials or settings of this machine. */
export function osls(
  folder: string,
  args: readonly string[],
): { readonly status: number | null; readonly output: string } {
  const cli = join(ROOT, "node_modules/osls/bin/serverless.js");
  const ran = spawnSync(process.execPath, ["--import", join(ROOT, "test/deploy/no-network.ts"), cli, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: "1" },
    encoding: "utf8",
  });
  return { status: ran.status, output: ran.stdout + ran.stderr };
}

/** The resources of a type by their logical ids. */
export const ofType = (resources: Resources, type: string): readonly (readonly [id: string, resource: Resource])[] =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);
