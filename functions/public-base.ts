/** Loopback, and the ranges and names that never leave a network of the office's own (RFC 1918, 4193, 3927, 6762). */
const OWN_NETWORK =
  /^(localhost|[a-z\d-]+|.+\.(local|lan|internal)|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|\[::1\]|\[f[cd][\da-f:]+\]|\[fe[89ab][\da-f:]+\])$/;

/** A credential travels in links that begin with it: in clear it may go through the office's own network only. A path is allowed, for a proxy that serves several things. */
export function isPublicBase(text: string): boolean {
  if (text.length > 200 || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash, pathname, href } = new URL(text);
  if (username !== "" || password !== "" || search !== "" || hash !== "" || /[?#]$/.test(href)) return false;
  if (!/^[\w./-]*$/.test(pathname)) return false;
  return protocol === "https:" ? hostname !== "" : protocol === "http:" && OWN_NETWORK.test(hostname);
}
