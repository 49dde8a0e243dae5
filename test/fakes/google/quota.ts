import { GoogleError } from "./errors.ts";

/** Calls per minute. */
export interface QuotaLimits {
  readonly perUser: number;
  readonly perProject: number;
}

export const GOOGLE_LIMITS: QuotaLimits = { perUser: 60, perProject: 300 };

const MINUTE = 60_000;
type Kind = "Read" | "Write";

/** Counts reads and writes of the last minute; throws Google's 429 when one more is too many. A refused call is not counted. */
export function quotaCounter(now: () => number, limits: QuotaLimits): (user: string, kind: Kind) => void {
  const seen: { readonly at: number; readonly user: string; readonly kind: Kind }[] = [];
  return (user, kind) => {
    const at = now();
    while (seen.length > 0 && seen[0]!.at <= at - MINUTE) seen.shift();
    const alike = seen.filter((call) => call.kind === kind);
    if (alike.length >= limits.perProject) throw exhausted(kind, "", limits.perProject);
    if (alike.filter((call) => call.user === user).length >= limits.perUser)
      throw exhausted(kind, "PerUser", limits.perUser);
    seen.push({ at, user, kind });
  };
}

function exhausted(kind: Kind, scope: "" | "PerUser", value: number): GoogleError {
  const limit = `${kind} requests per minute${scope === "" ? "" : " per user"}`;
  const message = `Quota exceeded for quota metric '${kind} requests' and limit '${limit}' of service 'sheets.googleapis.com' for consumer 'project_number:1'.`;
  const metadata = {
    quota_location: "global",
    quota_metric: `sheets.googleapis.com/${kind.toLowerCase()}_requests`,
    quota_limit: `${kind}RequestsPerMinutePer${scope === "" ? "Project" : "User"}`,
    quota_limit_value: String(value),
    consumer: "projects/1",
    service: "sheets.googleapis.com",
  };
  return new GoogleError(429, "RESOURCE_EXHAUSTED", message, [
    {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      reason: "RATE_LIMIT_EXCEEDED",
      domain: "googleapis.com",
      metadata,
    },
    {
      "@type": "type.googleapis.com/google.rpc.Help",
      links: [
        {
          description: "Request a higher quota limit.",
          url: "https://cloud.google.com/docs/quotas/help/request_increase",
        },
      ],
    },
  ]);
}
