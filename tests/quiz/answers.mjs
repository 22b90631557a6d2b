// node answers.mjs ANSWERS.js < calls: the browser's answers.js, called with [[name, …arguments], …].
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const answers = await import(pathToFileURL(process.argv[2]));
const calls = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(calls.map(([name, ...given]) => answers[name](...given))));
