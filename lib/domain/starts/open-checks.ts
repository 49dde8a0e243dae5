import type { BatchCheck } from "./batch-checks.ts";

/** Whether the unit itself can still mend what the check found: a start without its photo, none, an untrue or unreadable one. */
export const askedStart = ({ start, lacks, file }: BatchCheck): boolean => {
  if (file === null) return false;
  if (start === "claimed") return lacks.includes("photo");
  return start === "pending" || start === "not-started" || start === "refuted" || start === "unknown";
};

export const askedRegistration = ({ registration, file }: BatchCheck): boolean =>
  file !== null && (registration === "pending" || registration === "not-registered" || registration === "unknown");
