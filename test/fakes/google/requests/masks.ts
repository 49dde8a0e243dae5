import { schemaNamed } from "../discovery.ts";
import { invalid } from "../errors.ts";
import { type Mask, parseMask, strangerIn } from "../field-mask.ts";

/** The `fields` of an update request, known to the type. `root` names what Google takes as said, as in "updateSheetProperties.properties". */
export function updateMask(fields: string | undefined, schemaName: string): Mask {
  if (fields === undefined || fields === "")
    throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  const mask = parsed(fields);
  const stranger = strangerIn(mask, schemaNamed(schemaName));
  if (stranger !== null) throw invalid(`Invalid field: ${stranger}`);
  return mask;
}

function parsed(fields: string): Mask {
  try {
    return parseMask(fields);
  } catch (error) {
    throw invalid(`Invalid field mask '${fields}': ${(error as Error).message}`);
  }
}
