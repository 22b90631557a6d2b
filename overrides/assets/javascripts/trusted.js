// html(text), script(address): what our scripts put into a page or start, where a browser asks who vouches for it (Trusted Types).
// Adds: the one policy that a page allows; whatever does not come by here is refused.

const policy = self.trustedTypes?.createPolicy("handoff", {
  createHTML: (text) => text, // of our templates, in which texts are text; or a page of this site
  createScriptURL(address) {
    if (new URL(address).origin === location.origin) return address;
    throw new TypeError(`${address} is not of this site`);
  },
});

export const html = (text) => (policy ? policy.createHTML(text) : text);
export const script = (address) => (policy ? policy.createScriptURL(`${address}`) : address);
