import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request on its way. "lost" and "failed-after": it is done, and the sender is not told. */
export type Fault = "lost" | "failed-after" | "failed-before" | "reset" | "throttled" | "denied";

export interface Call {
  /** Counted from 1. */
  readonly n: number;
  /** "PutItem", "Query" … */
  readonly operation: string;
  readonly body: string;
}

export interface Cost {
  readonly operation: string;
  /** The beginning of the partition's name: "notice", "readings" … */
  readonly kind: string;
  readonly units: number;
}

/** A line to the server with somebody on it. */
export interface Line {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Asked for each request; may take its time. */
  fault: (call: Call) => Fault | undefined | Promise<Fault | undefined>;
  /** Every answer so far, with its capacity units. */
  readonly costs: readonly Cost[];
  readonly close: () => Promise<void>;
}

export const isWrite = ({ operation }: Pick<Call, "operation">): boolean =>
  operation === "PutItem" || operation === "DeleteItem";

export async function startLine(target: number): Promise<Line> {
  const calls: Call[] = [];
  const costs: Cost[] = [];
  const server = createServer((asked, answer) => void pass(asked, answer));

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const text = Buffer.concat(await asked.toArray()).toString();
    const operation = String(asked.headers["x-amz-target"]).split(".")[1]!;
    const call = { n: calls.length + 1, operation, body: text };
    calls.push(call);
    const fault = await line.fault(call);
    if (fault === "reset") return void asked.socket.destroy();
    if (fault === "failed-before") return failed(answer, 500, "InternalServerError");
    if (fault === "throttled") return failed(answer, 400, "ProvisionedThroughputExceededException");
    if (fault === "denied") return failed(answer, 400, "AccessDeniedException");
    const { status, headers, body } = await forwarded(target, asked, counted(text));
    costs.push({ operation, kind: kindOf(text), units: unitsIn(body) });
    if (fault === "lost") return void asked.socket.destroy();
    if (fault === "failed-after") return failed(answer, 500, "InternalServerError");
    answer.writeHead(status, headers).end(body);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const line: Line = { endpoint, calls, costs, fault: () => undefined, close };
  return line;
}

/** Of the key that is written or read; a batch has but one kind. */
const kindOf = (body: string): string => /"(?:pk|:pk)":\{"S":"([a-z-]+)/.exec(body)?.[1] ?? "";

function unitsIn(answer: Buffer): number {
  const { ConsumedCapacity: used = [] } = JSON.parse(answer.toString()) as { ConsumedCapacity?: Used | Used[] };
  return [used].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

interface Used {
  readonly CapacityUnits: number;
}

/** The server tells what a request cost when it is asked to. */
const counted = (body: string): string => JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: "TOTAL" });

function failed(answer: ServerResponse, status: number, type: string): void {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type });
  answer.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
}

async function forwarded(port: number, asked: IncomingMessage, body: string) {
  const { "content-length": _, host: __, ...headers } = asked.headers;
  const sent = request({ host: "127.0.0.1", port, method: "POST", path: asked.url ?? "/", headers });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return {
    status: answer.statusCode!,
    headers: answer.headers,
    body: Buffer.concat(await answer.toArray()),
  };
}
