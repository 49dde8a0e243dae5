/** What we do not handle; made a PortError "workbook-unsupported" at the rim. */
export class Refusal extends Error {
  readonly reason: string;
  readonly detail: string;

  constructor(reason: string, detail = "") {
    super(`${reason} ${detail}`);
    this.name = "Refusal";
    this.reason = reason;
    this.detail = detail;
  }
}
