import { PortError } from "../../ports/port-error.ts";
import { Refusal } from "./refusal.ts";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const BUSY = new Set(["EBUSY", "ETXTBSY"]);

/** Runs the work; what the file system or the workbook refuses becomes a PortError, everything else is a bug and stays what it is. */
export async function outside<T>(file: string, doing: "read" | "write", work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translated(file, doing, error);
  }
}

function translated(file: string, doing: "read" | "write", error: unknown): unknown {
  if (error instanceof Refusal) {
    const facts = { file, reason: error.reason, detail: error.detail };
    return new PortError("workbook-unsupported", facts, { retryable: false, cause: error });
  }
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === undefined || !/^E[A-Z]+$/.test(code) || error instanceof PortError) return error;
  if (BUSY.has(code)) return new PortError("workbook-open", { file, lock: code }, { retryable: true, cause: error });
  const facts = { file, reason: code };
  if (doing === "write")
    return new PortError("workbook-unwritable", facts, { retryable: FULL.has(code), cause: error });
  return new PortError(code === "ENOENT" ? "workbook-missing" : "workbook-unreadable", facts, {
    retryable: true,
    cause: error,
  });
}
