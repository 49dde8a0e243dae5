/** Messages for functions that are called one by one; each may arrive twice, late, and in any order. */
export interface Queue {
  /** PortErrors: "queue-unreachable" (some may have been sent), "queue-refused". */
  send(messages: readonly object[]): Promise<void>;
}
