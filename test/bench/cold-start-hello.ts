/** The least a function can do. */
export const hello = async (): Promise<string> => "hello";
