// node calls.mjs MODULE.js < calls: a browser module, called with [[function, …arguments], …].
// {"map": […]} and {"set": […]} among the arguments become a Map and a Set; "Infinity" is Infinity.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

function revived(key, value) {
  if (value === "Infinity") return Infinity;
  if (Array.isArray(value?.map)) return new Map(value.map);
  return Array.isArray(value?.set) ? new Set(value.set) : value;
}
const written = (key, value) => (value === Infinity ? "Infinity" : value);
const module = await import(pathToFileURL(process.argv[2]));
const calls = JSON.parse(readFileSync(0, "utf8"), revived);
console.log(JSON.stringify(calls.map(([name, ...given]) => module[name](...given)), written));
