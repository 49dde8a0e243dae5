import { randomUUID } from "node:crypto";
import type { Instant } from "../../domain/dates.ts";
import { PortError } from "../../ports/port-error.ts";
import type { Store, StoreLock } from "../../ports/store.ts";
import { MOST_TRIES } from "./asking.ts";
import type { Item } from "./items.ts";
import { IS_NEW } from "./requests.ts";
import type { Table } from "./table.ts";

export interface LeaseOptions {
  readonly host: string;
  readonly pid: number;
  /** A dead holder is replaced after so long. */
  readonly leaseMs: number;
}

/**
 * One item, never removed (no `ttl`): its token must outlast every holder. A free lease has an empty `holder`.
 * `expires` is in milliseconds of the holder's clock; machines whose clocks differ by more than a minute can take a lease too early,
 * and then fence and versions decide (fenced.ts).
 */
interface Lease {
  readonly token: number;
  readonly rev: string;
  /** One per locking. */
  readonly holder: string;
  readonly host: string;
  readonly pid: number;
  readonly since: Instant;
  readonly expires: number;
  /** Milliseconds it is taken or renewed for. */
  readonly lasts: number;
}

const KEY = { pk: "store", sk: "lease" };
/** Renewed so often while it lasts. */
const BEATS = 8;
/** With less than this share left it is renewed before anything is written: a write has to end before the lease does. */
const SAFE = 0.25;

const leaseOf = (item: Item | undefined): Lease | undefined => item as (Item & Lease) | undefined;
const isHeld = (lease: Lease, now: number): boolean => lease.holder !== "" && lease.expires > now;

/** The process itself cannot be asked as on one machine: every function has the same host names and pids. A dead holder is replaced when its lease ends. */
export async function lock(table: Table, us: LeaseOptions): ReturnType<Store["lock"]> {
  const claim = { holder: randomUUID(), host: us.host, pid: us.pid, since: new Date(table.now()).toISOString() };
  for (let n = 0; n <= MOST_TRIES; n++) {
    const found = leaseOf(await table.get(KEY));
    // The answer to our request was lost.
    if (found?.holder === claim.holder) return held(table, found, us);
    if (found !== undefined && isHeld(found, table.now())) return { heldBy: heldBy(found) };
    const lease = renewed(table, { ...claim, token: (found?.token ?? 0) + 1, lasts: us.leaseMs });
    if ((await replace(table, found, lease)) === "done") return held(table, lease, us);
    await table.pause(n);
  }
  throw table.busy();
}

const heldBy = ({ host, pid, since }: Lease) => ({ host, pid, since });
const renewed = (table: Table, lease: Omit<Lease, "rev" | "expires">): Lease => ({
  ...lease,
  rev: randomUUID(),
  expires: table.now() + lease.lasts,
});

const replace = (table: Table, found: Lease | undefined, lease: Lease) =>
  table.put(
    { ...KEY, ...lease },
    found === undefined ? IS_NEW : { expression: "rev = :rev", values: { ":rev": found.rev } },
  );

function held(table: Table, { token, holder }: Lease, us: LeaseOptions): StoreLock {
  const beat = (): Promise<void> => move(table, holder, (lease) => renewed(table, lease));
  // A beat that cannot be written is no error here: whoever takes over gets a newer token.
  const heart = setInterval(() => void beat().catch(() => {}), us.leaseMs / BEATS);
  heart.unref();
  let released = false;
  return {
    token,
    release: async () => {
      if (released) return;
      released = true;
      clearInterval(heart);
      await move(table, holder, (lease) => ({ ...lease, rev: randomUUID(), holder: "", expires: 0 }));
    },
  };
}

/** Changes the lease while it is this holder's; of another's nothing is changed. */
async function move(table: Table, holder: string, next: (lease: Lease) => Lease): Promise<void> {
  for (let n = 0; n <= MOST_TRIES; n++) {
    const found = leaseOf(await table.get(KEY));
    if (found?.holder !== holder) return;
    if ((await replace(table, found, next(found))) === "done") return;
    await table.pause(n);
  }
  throw table.busy();
}

/**
 * PortError "lease-lost" unless `token` is the newest and not given back. A lease that has ended but was taken by nobody is still its holder's, who
 * renews it first (its beats failed, or the process slept).
 */
export async function refuseLost(table: Table, token: number): Promise<void> {
  for (let n = 0; n <= MOST_TRIES; n++) {
    const lease = leaseOf(await table.get(KEY));
    if (lease === undefined || lease.token !== token || lease.holder === "")
      throw new PortError("lease-lost", { file: table.file, token, newest: lease?.token ?? 0 }, { retryable: false });
    if (lease.expires - table.now() >= SAFE * lease.lasts) return;
    if ((await replace(table, lease, renewed(table, lease))) === "done") return;
    await table.pause(n);
  }
  throw table.busy();
}
