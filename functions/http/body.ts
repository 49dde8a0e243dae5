import type { IncomingMessage } from "node:http";
import { type RefusedError, refusal } from "./answer.ts";

const MOST_BYTES = 64 * 1024;

const JSON_TYPE = /^application\/json *(; *charset *= *"?utf-8"? *)?$/i;

/** The request's JSON; nothing at all is {}. Reads no more than 64 KB, and nothing that is packed. Throws RefusedError. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const { "content-encoding": encoding, "content-type": type } = request.headers;
  if (encoding !== undefined && encoding !== "identity")
    throw refusal(415, "encoded-body", "请求内容不能压缩，请去掉 Content-Encoding。");
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (!JSON_TYPE.test(type ?? ""))
    throw refusal(415, "not-json", "请求内容必须是 UTF-8 的 JSON：Content-Type: application/json。");
  return parsed(bytes);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      chunks.push(chunk);
      if (length > MOST_BYTES) break;
    }
  } catch {
    throw refusal(400, "broken-off", "请求内容没有传完。");
  }
  if (length > MOST_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
}

const tooLarge = (): RefusedError =>
  refusal(413, "body-too-large", `请求内容过大，至多 ${MOST_BYTES / 1024} KB。`, { headers: { Connection: "close" } });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw refusal(400, "bad-json", "请求内容不是有效的 JSON。");
  }
}
