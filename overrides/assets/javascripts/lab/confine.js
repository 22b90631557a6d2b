// confine(): takes from this thread all that Python and its session do without, before a reader's program runs.
// Adds: nothing. The language is left, clocks, text, and the way to the page that the session holds.

const LANGUAGE = `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int8Array Int16Array Int32Array Intl Iterator JSON Map
  Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError
  TypeError URIError Uint8Array Uint8ClampedArray Uint16Array Uint32Array WeakMap WeakRef WeakSet WebAssembly decodeURI
  decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt undefined`;
const NEEDED = `AbortController AbortSignal Blob DOMException Event EventTarget MessageChannel MessageEvent MessagePort TextDecoder
  TextEncoder URL URLSearchParams atob btoa clearInterval clearTimeout console crypto performance queueMicrotask self setInterval
  setTimeout structuredClone`;
const KEPT = new Set(`${LANGUAGE} ${NEEDED}`.split(/\s+/));

export function confine() {
  const { userAgent, language, languages } = navigator;
  for (let scope = self; scope !== EventTarget.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const name of Object.getOwnPropertyNames(scope)) if (!KEPT.has(name)) Reflect.deleteProperty(scope, name);
  }
  self.navigator = { userAgent, language, languages }; // libraries ask in what they run
}
