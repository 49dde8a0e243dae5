/** What is put together: by the workers what they read, by the run what is to be sent. */
export type AnswerKind = "reading" | "batch";

/**
 * Where workers lay down what belongs to one round, place by place, without a lock: what is put first at a place counts in its round, a later round
 * replaces it, and an earlier one comes too late. Throws PortErrors of the store.
 */
export interface Answers {
  put(round: number, kind: AnswerKind, place: number, value: object): Promise<void>;
  get<T extends object>(round: number, kind: AnswerKind, place: number): Promise<T | null>;
  /** Places at which something of this round lies. */
  places(round: number, kind: AnswerKind): Promise<ReadonlySet<number>>;
}
