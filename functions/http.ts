import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { readConfig } from "./config.ts";
import { refusalOf } from "./exit.ts";
import { openDoor, serveDoors } from "./http/own-server.ts";

/*
 * The HTTP door, in two ways, with the same settings (README) and the same answers:
 *
 *   node functions/http.ts
 *     a server of its own; PORT (8080), HOST (127.0.0.1, on Knative and Cloud Run every interface). Behind it the office's own proxy does TLS.
 *     Cloud Run, without a container of ours: gcloud run deploy duban --source . --set-build-env-vars GOOGLE_NODEJS_VERSION=24
 *     --command node --args functions/http.ts --allow-unauthenticated, and DUBAN_STORE=dynamodb:TABLE, since no disk stays there.
 *   npx functions-framework --target=duban --source=functions/http.ts
 *     under the Functions Framework: its command, Cloud Functions, any Knative. It ends at SIGTERM without waiting for a run, which the next one
 *     takes over; the server of its own waits eight seconds.
 *
 * --allow-unauthenticated because the door has a lock of its own; where Cloud Run checks callers too, its token goes into X-Serverless-Authorization.
 */

/** Cloud Run kills after ten seconds. */
const GRACE_MS = 8000;

async function main(): Promise<void> {
  try {
    await serveDoors(readConfig(process.env, undefined), process.env, { graceMs: GRACE_MS });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    process.stderr.write(`${refusal.message}\n`);
    process.exitCode = refusal.code;
  }
}

/**
 * The framework reads, unpacks and parses up to 1 GB before it asks the function who is there. With the length out of its sight it leaves the body to
 * the door, which reads 64 KB of callers it knows. Express shows stacks unless told that this is production.
 */
async function register(): Promise<void> {
  process.env.NODE_ENV ??= "production";
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    delete request.headers["content-length"];
    delete request.headers["transfer-encoding"];
    // Express would log a stack with the path it cannot decode. No path of ours has a % in it.
    if (request.url?.split("?")[0]?.includes("%")) request.url = "/%25";
  });
  const { http } = await import("@google-cloud/functions-framework");
  http("duban", openDoor(readConfig(process.env, undefined), process.env));
}

if (import.meta.main) await main();
else await register();
