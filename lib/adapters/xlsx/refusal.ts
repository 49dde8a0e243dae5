/** Why a workbook is not handled; words are made in views. `detail` names the part or cell concerned. */
export type RefusalReason =
  | "not-a-zip"
  | "corrupt"
  | "encrypted"
  | "legacy-format"
  | "binary-workbook"
  | "not-a-workbook"
  | "strict-namespace"
  | "zip64"
  | "duplicate-entries"
  | "zip-bomb"
  | "too-large"
  | "compression-method"
  | "encoding"
  | "doctype"
  | "bad-xml"
  | "missing-part"
  | "rows-out-of-order"
  | "digitally-signed"
  | "formula-in-system-column"
  | "system-tab-not-a-worksheet"
  | "sheet-full"
  | "missing-sheet";

/** Thrown inside the xlsx rooms; the door turns it into PortError "workbook-unsupported" with the file's name. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly detail: string;

  constructor(reason: RefusalReason, detail = "") {
    super(detail === "" ? reason : `${reason}: ${detail}`);
    this.name = "Refusal";
    this.reason = reason;
    this.detail = detail;
  }
}
