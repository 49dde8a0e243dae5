/** All or nothing, and durable when it returns. */
type Write = <T>(token: number, work: () => T) => T;

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How long a commit waits for company, milliseconds: about what it costs itself. Only where the one before it had any. */
const GATHERING_MS = 4;

/**
 * Group commit: what is asked for at about the same time goes to the disk in one commit, and every promise is kept after it. When the group fails
 * each of its works is tried alone, so nobody fails for another's sake.
 */
export function groupCommit(write: Write): <T>(token: number, work: () => T) => Promise<T> {
  const waiting = new Map<number, Waiting[]>();
  let inCompany = false;
  const commit = (token: number): void => {
    const group = waiting.get(token)!;
    waiting.delete(token);
    inCompany = group.length > 1;
    try {
      const results = write(token, () => group.map(({ work }) => work()));
      for (const [at, { resolve }] of group.entries()) resolve(results[at]);
    } catch {
      for (const one of group) commitAlone(write, token, one);
    }
  };
  const soon = (token: number): void => {
    if (inCompany) setTimeout(commit, GATHERING_MS, token);
    else setImmediate(commit, token);
  };
  return <T>(token: number, work: () => T) =>
    new Promise<T>((resolve, reject) => {
      const group = waiting.get(token) ?? [];
      if (group.length === 0) soon(token);
      group.push({ work, resolve: (result) => resolve(result as T), reject });
      waiting.set(token, group);
    });
}

function commitAlone(write: Write, token: number, { work, resolve, reject }: Waiting): void {
  try {
    resolve(write(token, work));
  } catch (error) {
    reject(error);
  }
}
