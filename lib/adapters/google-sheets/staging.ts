import { type Calls, givenUp } from "./calls.ts";
import { portError } from "./failures.ts";
import { type CellData, LAYOUT_FIELDS, type Request } from "./fields.ts";
import { protectRequest } from "./tab-dress.ts";

const TITLE = "系统-暂存";
/** Each has its own name: one that was left over is in nobody's way. */
const stagingTab = (sheetId: number): string => TITLE + sheetId;
export const isStaging = (title: string): boolean => title.startsWith(TITLE);

/** Rows laid down in a hidden tab first, batch by batch, and the one batch that puts them where they belong. */
export interface Staged {
  readonly batches: readonly (readonly Request[])[];
  readonly swap: readonly Request[];
}

interface Laid {
  readonly rows: readonly { values: CellData[] }[];
  readonly width: number;
  /** 0-based row of the hidden tab. */
  readonly from: number;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** null when the requests fit into one batch of `most` bytes. */
export function staged(requests: readonly Request[], most: number, sheetId: number): Staged | null {
  if (bytesOf(requests) <= most) return null;
  const laid: Laid[] = [];
  let next = 0;
  const swap = requests.map((request) => {
    const rows = valuesOf(request);
    if (rows === null) return request;
    const width = Math.max(...rows.map(({ values }) => values.length));
    laid.push({ rows, width, from: next });
    next += rows.length;
    return copied(request, { sheetId, from: next - rows.length, count: rows.length, width });
  });
  const columnCount = Math.max(1, ...laid.map(({ width }) => width));
  const properties = { sheetId, title: stagingTab(sheetId), hidden: true };
  const added = {
    addSheet: { properties: { ...properties, gridProperties: { rowCount: Math.max(1, next), columnCount } } },
  };
  const chunks = laid.flatMap((part) => chunksOf(part, most, sheetId));
  return {
    batches: [[added, protectRequest(sheetId)], ...packed(chunks, most)],
    swap: [...swap, { deleteSheet: { sheetId } }],
  };
}

/** Rows of plain values; null for everything else, formulas included. */
function valuesOf({ updateCells }: Request): { values: CellData[] }[] | null {
  if (updateCells?.fields !== "userEnteredValue" || updateCells.start === undefined) return null;
  const rows = (updateCells.rows ?? []).map(({ values }) => ({ values: values ?? [] }));
  const plain = rows.every(({ values }) => values.every((cell) => cell.userEnteredValue?.formulaValue === undefined));
  return plain && rows.length > 0 ? rows : null;
}

function copied(
  { updateCells }: Request,
  source: { sheetId: number; from: number; count: number; width: number },
): Request {
  const { start } = updateCells!;
  const [sheetId, top, left] = [start?.sheetId ?? 0, start?.rowIndex ?? 0, start?.columnIndex ?? 0];
  return {
    copyPaste: {
      source: {
        ...{ sheetId: source.sheetId, startRowIndex: source.from, endRowIndex: source.from + source.count },
        ...{ startColumnIndex: 0, endColumnIndex: source.width },
      },
      destination: {
        ...{ sheetId, startRowIndex: top, endRowIndex: top + source.count },
        ...{ startColumnIndex: left, endColumnIndex: left + source.width },
      },
      pasteType: "PASTE_VALUES",
    },
  };
}

/** One request for as many rows as go into `most` bytes. */
function chunksOf({ rows, from }: Laid, most: number, sheetId: number): Request[] {
  const chunks: { first: number; rows: { values: CellData[] }[]; bytes: number }[] = [];
  for (const [at, row] of rows.entries()) {
    const bytes = bytesOf(row);
    const chunk = chunks.at(-1);
    if (chunk !== undefined && chunk.bytes + bytes <= most) {
      chunk.rows.push(row);
      chunk.bytes += bytes;
    } else chunks.push({ first: from + at, rows: [row], bytes });
  }
  return chunks.map(({ first, rows: held }) => ({
    updateCells: { start: { sheetId, rowIndex: first, columnIndex: 0 }, rows: held, fields: "userEnteredValue" },
  }));
}

/** As few batches as hold them, none larger than `most` bytes unless one request is. */
function packed(requests: readonly Request[], most: number): readonly (readonly Request[])[] {
  const batches: { readonly held: Request[]; bytes: number }[] = [];
  for (const request of requests) {
    const bytes = bytesOf(request);
    const batch = batches.at(-1);
    if (batch !== undefined && batch.bytes + bytes <= most) {
      batch.held.push(request);
      batch.bytes += bytes;
    } else batches.push({ held: [request], bytes });
  }
  return batches.map(({ held }) => held);
}

/** Lays the rows down. Every batch may be sent twice: the hidden tab is nobody's until the swap. Throws PortError. */
export async function lay(calls: Calls, file: string, { batches }: Staged, sheetId: number): Promise<void> {
  for (const batch of batches) {
    for (let attempt = 0; ; attempt++) {
      const failure = await calls.write(batch);
      if (failure === null) break;
      if (failure.kind === "final") throw givenUp(file, failure);
      if (failure.kind !== "refused") await calls.pause(attempt, failure);
      else if (batch === batches[0] && (await stands(calls, sheetId))) break;
      else throw portError("workbook-changed", file, "outrun", true);
    }
  }
}

const stands = async (calls: Calls, sheetId: number): Promise<boolean> =>
  ((await calls.read(LAYOUT_FIELDS)).sheets ?? []).some(
    ({ properties }) => properties?.sheetId === sheetId && properties.title === stagingTab(sheetId),
  );
