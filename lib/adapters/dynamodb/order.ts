/** Numbers that grow with every record made: a later holder's are larger than all before. */
export type Order = (token: number) => number;

const PER_HOLDER = 1_000_000_000;

export function orders(): Order {
  let made = 0;
  return (token) => token * PER_HOLDER + ++made;
}
