// rules: the reference rule in two implementations of CEL for node, compiled once. `node rules.mjs FOLDER`, where
// FOLDER/node_modules has them. Printed as by rules.c.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const modules = pathToFileURL(`${resolve(process.argv[2])}/node_modules/`);
const { celEnv, parse, plan } = await import(new URL("@bufbuild/cel/dist/esm/index.js", modules));
const { Environment } = await import(new URL("@marcbachmann/cel-js/lib/index.js", modules));

const rule = "level >= 2 && !(hosting in ['a','b','c']) && purpose.matches('(?i)client')";
const purposes = ["Reword a note for a client", "Summary of a meeting", "CLIENT list", "Translate"];
const hostings = ["a", "b", "c", "d", "e"];
const facts = Array.from({ length: 1000 }, (_, i) => ({
  level: BigInt(i % 4), hosting: hostings[i % 5], purpose: purposes[Math.floor(i / 4) % 4] }));

function thousand(holds) {
  let hits = 0;
  for (const one of facts) if (holds(one) === true) hits++;
  return hits;
}

function measure(name, holds) {
  const hits = thousand(holds);
  const warm = performance.now();
  while (performance.now() - warm < 500) thousand(holds); // the compiler of node has done its work
  let rounds = 0;
  const begin = process.cpuUsage(), start = performance.now();
  do {
    if (thousand(holds) !== hits) throw new Error(name);
    rounds++;
  } while (performance.now() - start < 1000);
  const { user, system } = process.cpuUsage(begin);
  console.log(name, Math.round((rounds * 1000 * 1e6) / (user + system)), hits);
}

measure("@bufbuild/cel", plan(celEnv(), parse(rule)));

const typed = new Environment().registerVariable("level", "int").registerVariable("hosting", "string")
  .registerVariable("purpose", "string");
// It hands patterns on to JavaScript's engine, which has no (?i) here.
const spelt = typed.parse(rule.replace("(?i)client", "[cC][lL][iI][eE][nN][tT]"));
measure("@marcbachmann/cel-js", (one) => spelt(one));
