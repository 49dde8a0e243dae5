import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleDoor } from "../functions/bundle.ts";
import { timers } from "./timers.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FOLDER = join(ROOT, "build", "lambda");

/** What we read of the CLI's `serverless`. */
interface Service {
  readonly service: {
    readonly custom: { readonly google: unknown; readonly settings: Readonly<Record<string, unknown>> };
  };
}

/** The CLI's side of serverless.yml: `${duban:timers}`, the bundle before packing, and no deployment with example settings. */
export default class DubanPlugin {
  readonly configurationVariablesSources = { duban: { resolve: async () => ({ value: timers() }) } };
  readonly hooks: Readonly<Record<string, () => unknown>>;

  constructor(serverless: Service) {
    this.hooks = {
      "before:package:createDeploymentArtifacts": () => pack(serverless.service.custom.google),
      "before:deploy:deploy": () => refuseExamples(serverless.service.custom.settings),
    };
  }
}

/** The federation's description lies beside the bundle: it names who may ask Google, and holds no key. */
async function pack(federation: unknown): Promise<void> {
  await bundleDoor("lambda", ROOT, FOLDER);
  writeFileSync(join(FOLDER, "google.json"), JSON.stringify(federation));
}

/** Throws when a setting still is what serverless.yml shows as an example. */
export function refuseExamples(settings: Readonly<Record<string, unknown>>): void {
  const examples = Object.keys(settings).filter((name) => /example|000000000000/.test(String(settings[name])));
  if (examples.length > 0)
    throw new Error(`Still an example, give it by --param or in serverless.yml: ${examples.join(", ")}`);
}
