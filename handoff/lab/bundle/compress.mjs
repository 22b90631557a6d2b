// node compress.mjs FILE …: writes FILE.zst beside each, as small as Zstandard can.
import { readFileSync, writeFileSync } from "node:fs";
import { constants, zstdCompressSync } from "node:zlib";

const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 26 };
for (const path of process.argv.slice(2)) writeFileSync(`${path}.zst`, zstdCompressSync(readFileSync(path), { params }));
