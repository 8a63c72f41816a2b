// peer: @bufbuild/cel behind lines of JSON, for test_differential.py.
//
//     node peer.mjs FOLDER      where FOLDER/node_modules has the package
//
// A request is {"expression": …, "variables": {NAME: {"int": "5"}, …}}; the answer {"value": {"int": "1"}} or
// {"error": …}, in the form of driver.c.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const package_ = pathToFileURL(`${process.argv[2]}/node_modules/@bufbuild/cel/dist/esm/`);
const { celEnv, celError, celUint, isCelError, isCelList, isCelMap, isCelUint, parse, plan } =
  await import(new URL("index.js", package_));
const { strings } = await import(new URL("ext/index.js", package_));
const environment = celEnv({ funcs: strings });

const readers = {
  int: BigInt,
  uint: (text) => celUint(BigInt(text)),
  double: (text) => ({ nan: NaN, inf: Infinity, "-inf": -Infinity })[text] ?? Number(text),
  string: (text) => text,
  bool: (yes) => yes,
  list: (items) => items.map(read),
};

function read(value) {
  const [[kind, content]] = Object.entries(value);
  return readers[kind](content);
}

function double(number) {
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  return Object.is(number, -0) ? "-0" : String(number);
}

function written(value) {
  if (value === null) return { null: null };
  if (typeof value === "bigint") return { int: String(value) };
  if (typeof value === "number") return { double: double(value) };
  if (typeof value === "string") return { string: value };
  if (typeof value === "boolean") return { bool: value };
  if (isCelUint(value)) return { uint: String(value.value) };
  if (isCelList(value)) return { list: [...value].map(written) };
  if (isCelMap(value)) return { map: [...value].map(([key, held]) => [written(key), written(held)]) };
  return { other: String(value) };
}

function evaluated(expression, bindings) {
  try {
    return plan(environment, parse(expression))(bindings);
  } catch (error) {
    return celError(error);
  }
}

function answer({ expression, variables }) {
  const bindings = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, read(value)]));
  const value = evaluated(expression, bindings);
  return isCelError(value) ? { error: value.message } : { value: written(value) };
}

for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(answer(JSON.parse(line))));
