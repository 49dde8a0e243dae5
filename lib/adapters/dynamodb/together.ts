/** So many requests are under way at a time: a function has few sockets, and a partition takes 1,000 writes a second. */
const AT_ONCE = 12;

/** All of them, some at a time; the first error stops the others that have not begun. */
export async function together<T>(list: readonly T[], work: (each: T, at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < list.length) {
      const at = next++;
      try {
        await work(list[at]!, at);
      } catch (error) {
        next = list.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, list.length) }, worker));
}
