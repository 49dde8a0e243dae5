import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Board } from "../../lib/views/board/board.ts";
import { boardPage } from "../../lib/views/board/page.ts";
import { readBoardQuery } from "../../lib/views/board/query.ts";

export interface BoardServer {
  /** http://127.0.0.1:PORT/board */
  readonly url: string;
  /** What it shows from now on. */
  board: Board;
  /** What it answers with; null: it breaks the connection. */
  status: number | null;
  /** What stands at its address instead of the board; "" for the board. */
  instead: string;
  readonly close: () => Promise<void>;
}

/** A page at an address, so that what a browser does with it can be seen without the door's locks, which have tests of their own. */
export async function serveBoard(board: Board): Promise<BoardServer> {
  const server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url!, "http://board");
    if (scene.status === null) return void response.destroy();
    if (pathname !== "/board") return void response.writeHead(404).end();
    const wall = searchParams.get("wall") === "1";
    const page = boardPage(scene.board, { mode: "served", query: readBoardQuery(searchParams), wall });
    const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": page.policy };
    response.writeHead(scene.status, headers);
    response.end(scene.instead === "" ? page.html : scene.instead);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const scene: BoardServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/board`,
    board,
    status: 200,
    instead: "",
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return scene;
}
