/** The mark of a cell that holds something, but nothing that can be read as what the column asks for. */
export const UNREADABLE = Object.freeze({ unreadable: true as const });
export type Unreadable = typeof UNREADABLE;

/** A cell typed by a person: absent (null), a value, or unreadable. Source: registry.md, domain.md "How verdicts are made". */
export type Field<T> = T | null | Unreadable;

export const isValue = <T>(field: Field<T>): field is T => field !== null && field !== UNREADABLE;
export const valueOr = <T, E>(field: Field<T>, otherwise: E): T | E => (isValue(field) ? field : otherwise);
