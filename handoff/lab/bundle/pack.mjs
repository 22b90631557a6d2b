// Packs a machine's memory and disk. overrides/assets/javascripts/lab/image.js unpacks them, and says how they look.

const PAGE = 4096; // bytes
const FEW = 64; // bytes

/**
 * A snapshot of Pyodide's, as pages that differ from a memory in which nothing has happened yet; and the few bytes
 * that are others in `plain`, the same machine where the browser cannot switch stacks. `caller` is a slot of its table:
 * a function by which Python calls others, that Pyodide puts there in some browsers; `phone` is a machine without it.
 */
export function packMemory(snapshot, plain, phone, caller, fresh) {
  const headLength = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];
  const head = snapshot.subarray(0, headLength);
  const memory = snapshot.slice(headLength);
  const others = differences(memory, plain.subarray(headLength));
  const own = namer(memory, phone.subarray(headLength), caller);
  const base = usedBytes(fresh);
  for (let at = 0; at < base; at++) memory[at] ^= fresh[at];
  const runs = changedRuns(memory, base);
  const counts = [memory.length, base, head.length, runs.length, others.length, own];
  const facts = Uint32Array.from([...counts, ...runs.flat(), ...others.flat()]);
  const pages = runs.map(([start, length]) => memory.subarray(start, start + length));
  return Buffer.concat([Buffer.from(facts.buffer), head, ...pages]);
}

/** [[address, byte there in `other`], …] */
function differences(one, other) {
  const found = [];
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) found.push([at, other[at]]);
  if (one.length !== other.length || found.length > FEW) {
    throw new Error(`with and without stack switching, ${found.length} bytes differ: not the same machine any more`);
  }
  return found;
}

/** The address of the word that names the caller: zero where there is none. */
function namer(memory, phone, caller) {
  const [with_, without] = [memory, phone].map(({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length >> 2));
  const found = [...with_.keys()].filter((at) => with_[at] === caller && without[at] === 0);
  if (found.length !== 1) throw new Error(`${found.length} words name the function in slot ${caller}, not one`);
  return found[0] * 4;
}

function usedBytes(memory) {
  let end = memory.length;
  while (end > 0 && memory[end - 1] === 0) end -= 1;
  return Math.ceil(end / PAGE) * PAGE;
}

/** [[first byte, bytes], …] of pages that are not zero; none reaches over `base`. */
function changedRuns(memory, base) {
  const runs = [];
  for (let start = 0; start < memory.length; start += PAGE) {
    if (memory.subarray(start, start + PAGE).every((byte) => byte === 0)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === start && start !== base) last[1] += PAGE;
    else runs.push([start, PAGE]);
  }
  return runs;
}

/** Files behind a JSON index of theirs: {path: [where it starts, bytes]}. */
export function packDisk(files) {
  let at = 0;
  const index = {};
  for (const [path, data] of Object.entries(files)) {
    index[path] = [at, data.length];
    at += data.length;
  }
  const words = Buffer.from(JSON.stringify(index));
  return Buffer.concat([Buffer.from(Uint32Array.of(words.length).buffer), words, ...Object.values(files)]);
}
