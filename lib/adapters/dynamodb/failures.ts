import { PortError } from "../../ports/port-error.ts";

/**
 * How a request ended that brought no answer of the usual kind.
 * "refused": its condition did not hold, nothing was written. "later": turned away before it was looked at.
 * "unclear": it may have been done, now or in a moment.
 */
export type Failure = "refused" | "later" | "unclear";

const LATER: readonly string[] = [
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "ThrottledException",
  "RequestLimitExceeded",
  "LimitExceededException",
];

const DENIED: readonly string[] = [
  "AccessDeniedException",
  "UnrecognizedClientException",
  "InvalidSignatureException",
  "ExpiredTokenException",
  "MissingAuthenticationTokenException",
  "CredentialsProviderError",
  "KMSAccessDeniedException",
];

/** Throws what will not get better by asking again: PortErrors "store-missing", "store-unwritable"; anything unknown is a bug and thrown as it is. */
export function failureOf(error: unknown, file: string): Failure {
  if (!(error instanceof Error)) throw error;
  const { name } = error;
  if (name === "ConditionalCheckFailedException") return "refused";
  if (LATER.includes(name)) return "later";
  if (name === "ResourceNotFoundException")
    throw new PortError("store-missing", { file, reason: "no-table" }, { retryable: false, cause: error });
  if (DENIED.includes(name))
    throw new PortError("store-unwritable", { file, reason: name }, { retryable: false, cause: error });
  const status = statusOf(error);
  if (status !== undefined && status < 500) throw error;
  if (status === undefined && !isConnection(error)) throw error;
  return "unclear";
}

const statusOf = (error: Error): number | undefined =>
  "$metadata" in error ? (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode : undefined;

/** The line broke, or nobody answered in time. What is no failure of the line is a bug of ours and must be seen. */
function isConnection(error: Error): boolean {
  const code = "code" in error ? String(error.code) : "";
  return error.name === "TimeoutError" || code === "ERR_STREAM_PREMATURE_CLOSE" || /^E(?!RR_)[A-Z]/.test(code);
}
