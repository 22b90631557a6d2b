// The image of a machine that has had its first Run: its memory and its disk, as handoff/lab/bundle/pack.mjs packs them.
// Adds: a Pyodide that starts as that machine. Nothing starts again, which takes a second.
//
// memory: bytes in all, of base, of head; how many runs, others; own │ [start, bytes] of each run │ [address, byte]
//         of each other (all uint32) │ head │ the runs. What lies in the base is what WebAssembly itself puts there,
//         exclusive-or the run. The others are for browsers that cannot switch stacks. At `own` stays the word that
//         this browser's machine has there: which function Python calls others by, none on an iPhone.
// disk:   bytes of index (uint32) │ index as JSON, {path: [start, bytes]} │ the files

/** What loadPyodide has to be told besides; `make` is the factory of pyodide.asm.mjs. */
export function fromImage(make, memory, disk) {
  const image = readMemory(memory);
  return {
    _loadSnapshot: image.head,
    async createPyodideModule(settings) {
      let base;
      const { instantiateWasm } = settings;
      settings.instantiateWasm = (imports, done) =>
        instantiateWasm(imports, (instance, module) => {
          base = grown(instance.exports.memory, image);
          sameFunctions(instance.exports);
          done(instance, module);
        });
      const machine = await make(settings);
      fillMemory(machine.HEAPU8, base, image);
      fillDisk(machine.FS, disk);
      return machine;
    },
  };
}

function readMemory(bytes) {
  const facts = words(bytes);
  const [length, base, headLength, runCount, otherCount, own] = facts;
  const pairs = (first, count) => Array.from({ length: count }, (_, at) => facts.subarray(first + at * 2, first + at * 2 + 2));
  const others = pairs(6 + runCount * 2, otherCount);
  let at = (6 + (runCount + otherCount) * 2) * 4;
  const next = (size) => bytes.subarray(at, (at += size));
  const head = next(headLength).slice();
  const runs = pairs(6, runCount).map(([start, size]) => ({ start, data: next(size) }));
  return { length, base, head, runs, others, own };
}

/** WebKit has other objects for the functions in the table than for those exported, which Pyodide takes for others. */
function sameFunctions(exports) {
  const table = exports.__indirect_function_table;
  const exported = new Map(Object.values(exports).filter((one) => typeof one === "function").map((one) => [one.name, one]));
  for (let slot = 0; slot < table.length; slot += 1) {
    const there = table.get(slot);
    const one = exported.get(there?.name);
    if (one === there && one) return; // a browser that has the same objects has them everywhere
    if (one) table.set(slot, one);
  }
}

/** Memory as large as the image's; returns what WebAssembly has put at its start. */
function grown(memory, { length, base }) {
  const missing = length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(missing >> 16);
  return new Uint8Array(memory.buffer, 0, base).slice();
}

function fillMemory(memory, base, { runs, others, own }) {
  const kept = memory.slice(own, own + 4);
  memory.set(base);
  for (const { start, data } of runs) {
    if (start >= base.length) memory.set(data, start);
    else flip(words(memory.subarray(start, start + data.length)), words(data));
  }
  if (!("Suspending" in WebAssembly)) for (const [address, byte] of others) memory[address] = byte;
  memory.set(kept, own);
}

/** Pages begin at whole words, here and in the file: four bytes at a time. */
const words = ({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length >> 2);

function flip(there, other) {
  for (let at = 0; at < other.length; at += 1) there[at] ^= other[at];
}

/** Write the files of a packed disk, all or those that `wanted` takes. */
export function fillDisk(FS, bytes, wanted = () => true) {
  const [length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
  const files = bytes.subarray(4 + length);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  for (const [path, [start, size]] of Object.entries(index).filter(([path]) => wanted(path))) {
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, files.subarray(start, start + size), { canOwn: true });
  }
}
