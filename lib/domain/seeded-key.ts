/**
 * A number from 0 to 2³² − 1 that follows from seed and name alone: FNV-1a (32 bits) over the UTF-16 code units of seed, a line break and name, then the
 * finaliser of MurmurHash3 so that like names lie far apart. Sorting by it is a reproducible shuffle that no other name disturbs; whoever has seed and
 * names can repeat it. It keeps no secret. Source: http://www.isthe.com/chongo/tech/comp/fnv/, MurmurHash3 fmix32 (public domain).
 */
export function seededKey(seed: string, name: string): number {
  const text = `${seed}\n${name}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
