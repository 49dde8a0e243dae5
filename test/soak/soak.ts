import { deliverSoak } from "./deliver-soak.ts";
import { runSoak } from "./run-soak.ts";

/** `npm run soak [-- SEED]`: processes killed at random moments, first deliveries, then whole runs. The seed names the moments, not the machine's speed. */
const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
const faults = [...(await deliverSoak(seed)), ...(await runSoak(seed))];
for (const fault of faults) console.log(fault);
console.log(
  faults.length === 0 ? "each received, none twice without a mark" : `${faults.length} faults with seed ${seed}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
