/**
 * One invocation as Lambda's runtime makes it: takes in `file.handler`, asks the platform's door for the event, gives it to the handler, brings back
 * the answer or the error. Source: Lambda Developer Guide, "Using the Lambda runtime API".
 */
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

const [, , module, handler] = process.argv;
const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

const ask = (method: string, path: string, body?: string): Promise<IncomingMessage> =>
  new Promise((done, failed) => {
    request(`${base}/${path}`, { method }, done).on("error", failed).end(body);
  });

const handlers = await import(module!);
const next = await ask("GET", "next");
const id = next.headers["lambda-runtime-aws-request-id"];
const event: unknown = JSON.parse(await text(next));
const context = { getRemainingTimeInMillis: () => Number(next.headers["lambda-runtime-deadline-ms"]) - Date.now() };
try {
  await ask("POST", `${id}/response`, JSON.stringify(await handlers[handler!](event, context)));
} catch (error) {
  const { name, message } = error as Error;
  await ask("POST", `${id}/error`, JSON.stringify({ errorType: name, errorMessage: message }));
}
process.exit();
