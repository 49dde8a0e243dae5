/** What goes wrong with one call. Codes: 429, 500, 502, 503, 504. */
export interface Fault {
  /** As in `calls`; missing = any. */
  readonly method?: string;
  /** Of this spreadsheet; missing = of any. */
  readonly spreadsheetId?: string;
  /** The n-th call that matches, counted from 1 since the fault was added; missing = the next. */
  readonly nth?: number;
  /** Nothing is applied. */
  readonly before?: number | "reset";
  /** Applied; then the answer is lost or is a lie. */
  readonly after?: number | "reset";
  /** Applied at once, answered after so many milliseconds or when the promise is kept. */
  readonly slow?: number | Promise<unknown>;
  /** Arrives only after that: it may be applied when the caller has long given up. */
  readonly late?: number | Promise<unknown>;
}

export interface Faults {
  add(...faults: readonly Fault[]): void;
  clear(): void;
  /** Faults that have not happened yet. */
  readonly waiting: readonly Fault[];
  /** The fault of this call, used up by asking. */
  take(method: string, spreadsheetId: string | null): Fault | null;
}

export function faultList(): Faults {
  let waiting: { readonly fault: Fault; seen: number }[] = [];
  return {
    add: (...faults) => {
      waiting.push(...faults.map((fault) => ({ fault, seen: 0 })));
    },
    clear: () => {
      waiting = [];
    },
    get waiting() {
      return waiting.map(({ fault }) => fault);
    },
    take: (method, id) => {
      const isMeant = ({ fault }: { readonly fault: Fault }): boolean =>
        (fault.method ?? method) === method && (fault.spreadsheetId ?? id) === id;
      const matching = waiting.filter(isMeant);
      for (const entry of matching) entry.seen++;
      const due = matching.find(({ fault, seen }) => seen >= (fault.nth ?? 1));
      waiting = waiting.filter((entry) => entry !== due);
      return due?.fault ?? null;
    },
  };
}
