import * as z from "zod";
import { type PartDone, takePart } from "../../lib/jobs/part.ts";
import type { PartTask } from "../../lib/jobs/round.ts";
import { readConfig } from "../config.ts";
import { ConfigError } from "../config-error.ts";
import { openCrew } from "../crew.ts";
import type { Turns } from "../open-registry.ts";
import { openStore } from "../wire.ts";
import { EventError } from "./event.ts";
import type { Lifeline } from "./lifeline.ts";

const task = z.strictObject({
  do: z.enum(["read", "write"]),
  round: z.int().positive(),
  place: z.int().nonnegative(),
});

/** What became of it; the workbook by its place in 分表. Throws EventError, ConfigError, PortError: the message stays in the queue. */
export async function handlePart(body: string, lifeline: Lifeline, time: Turns = {}): Promise<PartTask & PartDone> {
  const asked = readTask(body);
  lifeline.check();
  const config = readConfig(process.env, undefined);
  const crew = await openCrew(config, { ...time, deadline: lifeline.left });
  if (crew === null) throw new ConfigError(["DUBAN_PARTS_QUEUE 未设置"]);
  const store = await openStore(config.store!, "keep");
  try {
    return { ...asked, ...(await takePart(asked, { store }, crew)) };
  } finally {
    crew.close();
    await store.close();
  }
}

function readTask(body: string): PartTask {
  try {
    return task.parse(JSON.parse(body));
  } catch {
    throw new EventError(["消息不是分表的读写任务"]);
  }
}
