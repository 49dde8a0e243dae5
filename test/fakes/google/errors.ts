/** A refusal as Google words it: HTTP code, canonical status, message, details. */
export class GoogleError extends Error {
  readonly code: number;
  readonly status: string;
  readonly details: readonly object[];

  constructor(code: number, status: string, message: string, details: readonly object[] = []) {
    super(message);
    this.name = "GoogleError";
    this.code = code;
    this.status = status;
    this.details = details;
  }

  get body(): object {
    const { code, message, status, details } = this;
    return { error: { code, message, status, ...(details.length > 0 && { details }) } };
  }
}

export interface Violation {
  readonly field: string;
  readonly description: string;
}

export const invalid = (message: string): GoogleError => new GoogleError(400, "INVALID_ARGUMENT", message);

/** What the JSON layer refuses before the method sees anything. */
export function badRequest(violations: readonly Violation[], message?: string): GoogleError {
  const type = "type.googleapis.com/google.rpc.BadRequest";
  const text = message ?? violations.map(({ description }) => description).join("\n");
  return new GoogleError(400, "INVALID_ARGUMENT", text, [{ "@type": type, fieldViolations: violations }]);
}

/** Known to Google, not to this fake: loud, so that nobody believes it worked. */
export const unmodelled = (what: string): GoogleError =>
  new GoogleError(501, "UNIMPLEMENTED", `${what} exists at Google and is not modelled by this fake.`);

export const missing = (message = "Requested entity was not found."): GoogleError =>
  new GoogleError(404, "NOT_FOUND", message);

export const forbidden = (message = "The caller does not have permission"): GoogleError =>
  new GoogleError(403, "PERMISSION_DENIED", message);

export const unauthenticated = (): GoogleError =>
  new GoogleError(
    401,
    "UNAUTHENTICATED",
    "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
  );

const WORDS: Readonly<Record<number, readonly [status: string, message: string]>> = {
  429: ["RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."],
  500: ["INTERNAL", "Internal error encountered."],
  502: ["UNAVAILABLE", "Bad gateway."],
  503: ["UNAVAILABLE", "The service is currently unavailable."],
  504: ["DEADLINE_EXCEEDED", "The request timed out."],
};

export function outage(code: number): GoogleError {
  const [status, message] = WORDS[code]!;
  return new GoogleError(code, status, message);
}
