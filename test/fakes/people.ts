import type { Person, Role } from "../../lib/domain/registry.ts";

/** Somebody of a unit with one duty and an address made of unit and name. */
export const newPerson = (unit: string, name: string, role: Role, rest: Partial<Person> = {}): Person => ({
  workbook: "台账",
  key: `${unit}/${name}`,
  name,
  unit,
  title: null,
  email: `${name}@${unit}.example`,
  roles: [role],
  deputy: null,
  leaveFrom: null,
  leaveTo: null,
  disabled: null,
  ...rest,
});
