// In each page that the engines open: tells the host what goes wrong there.
// Not what is cut off because the page is left: Firefox says so of each module on its way.
let left = false;
addEventListener("beforeunload", () => (left = true));
addEventListener("pageshow", () => (left = false));
const told = (text) => navigator.sendBeacon("/mishap", text);
addEventListener(
  "error",
  ({ message, target }) => {
    if (message) told(message);
    else if (!left) told(`not loaded: ${target.outerHTML}`);
  },
  true,
);
addEventListener("unhandledrejection", ({ reason }) => {
  if (!left || !String(reason).includes("loading dynamically imported module")) told(String(reason));
});
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  told(`policy: ${violatedDirective} forbids ${blockedURI} (${sourceFile})`));
