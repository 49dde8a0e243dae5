import type { Attachment } from "../ports/mailer.ts";
import type { Store } from "../ports/store.ts";
import type { Outside } from "./outside.ts";

/** Units' calculations as files. Each is drawn once, however many people of the unit are sent it; what draws them is loaded by who needs it. */
export function calculationFiles(
  store: Pick<Store, "fact">,
  { writeDocument }: Pick<Outside, "writeDocument">,
): (draft: string, unit: string) => Promise<Attachment | null> {
  const drawn = new Map<string, Promise<Attachment | null>>();
  const draw = async (draft: string, unit: string): Promise<Attachment | null> => {
    const { calculationFile } = await import("./consult.ts");
    return calculationFile({ store, writeDocument }, draft, unit);
  };
  return (draft, unit) => {
    const name = `${draft}/${unit}`;
    const file = drawn.get(name) ?? draw(draft, unit);
    drawn.set(name, file);
    return file;
  };
}
