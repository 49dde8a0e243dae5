import type { Workbook } from "../model.ts";

/** Changes the book (a copy) or throws a GoogleError; the reply is {} where Google has none. */
export type Handler<Request> = (book: Workbook, request: Request, email: string) => object;
