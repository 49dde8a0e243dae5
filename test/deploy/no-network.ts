import { Socket } from "node:net";

/** Loaded into a process before anything else: whoever opens a connection ends it, and says so. */
Socket.prototype.connect = () => {
  process.stderr.write("a connection was asked for\n");
  process.exit(97);
};
