// A link that holds an edited lab: #lab=<JSON {name, files}, deflated, in base64 for addresses>. Browsers send no fragment
// to a server, so nothing leaves this one until the reader gives the link to somebody.
// Adds: Copy a link; and where such a link leads, the files as they were edited.
import { texts, put } from "./editor.js";
import { t } from "../language.js";

const MARK = "#lab=";

/** The address that opens this lab with its files as they are now. */
export async function linkTo(lab) {
  const json = JSON.stringify({ name: lab.facts.name, files: texts(lab) });
  const packed = await through(new TextEncoder().encode(json), new CompressionStream("deflate-raw"));
  const words = btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${location.href.split("#")[0]}${MARK}${words}`;
}

export async function copy(lab) {
  const link = await linkTo(lab);
  try {
    await navigator.clipboard.writeText(link);
    lab.say(t("The link is copied. It holds your files; nothing was sent anywhere."));
  } catch {
    history.replaceState(history.state, "", link);
    lab.say(t("The link is in the address bar. It holds your files; nothing was sent anywhere."));
  }
}

/** If the address holds this lab's files, put them into the editor. */
export async function open(lab) {
  const found = await read(location.hash).catch(() => null); // cut short on its way, or somebody else's fragment
  if (found?.name !== lab.facts.name) return;
  put(lab, found.files);
  lab.scrollIntoView();
  lab.say(t("These files come from a link. Read them before you run them."));
}

async function read(hash) {
  const words = hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/");
  const packed = Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw"))));
}

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
