// In each page that the engines open: tells the host what goes wrong there.
const told = (text) => navigator.sendBeacon("/mishap", text);
addEventListener("error", ({ message, target }) => told(message ?? `not loaded: ${target.outerHTML}`), true);
addEventListener("unhandledrejection", ({ reason }) => told(String(reason)));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  told(`policy: ${violatedDirective} forbids ${blockedURI} (${sourceFile})`));
