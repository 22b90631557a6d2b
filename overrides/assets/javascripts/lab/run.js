// What the first Run loads first: the machine, which starts while the bench is still on its way.
// Adds: a bench for a lab that is still in the page; one that could not be fetched is asked for again.
import { warm } from "./machine.js";

export async function bench(lab) {
  warm();
  const { Bench } = await import("./bench.js");
  return lab.isConnected ? new Bench(lab) : null;
}
