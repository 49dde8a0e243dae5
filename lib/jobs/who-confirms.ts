import type { PlainDate } from "../domain/dates.ts";
import { type Directory, directoryOf, findPerson, isOnLeave } from "../domain/recipients.ts";
import type { Person, Registry } from "../domain/registry.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";

/**
 * The 管理员 who lets something out or withdraws it: in use for certain, at work on that day, and meant beyond doubt. A name that several people in use
 * bear needs its unit: 姓名（单位）. Throws RefusedConfirmError.
 */
export function confirmingAdmin(registry: Pick<Registry, "people" | "units">, by: string, today: PlainDate): Person {
  const inUse = registry.people.filter(({ disabled }) => disabled === null || disabled === false);
  const directory = directoryOf({ ...registry, people: inUse }, today);
  const name = by.normalize("NFKC").trim();
  const person = findPerson(directory, name, "");
  if (person === null && bearsAdmin(directory, name)) throw new RefusedConfirmError("name-twice", { by });
  if (!person?.roles.includes("管理员")) throw new RefusedConfirmError("not-an-admin", { by });
  if (isOnLeave(person, today)) throw new RefusedConfirmError("admin-away", { by });
  return person;
}

const bearsAdmin = ({ byName }: Directory, name: string): boolean =>
  (byName.get(name) ?? []).some(({ roles }) => roles.includes("管理员"));
