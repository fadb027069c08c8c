// Reads the schemas of the API's OpenAPI document and writes them as TypeScript.
import { text } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

/** Titles name every property's type anew; tuples are written as JSON Schema once wrote them. */
function plain(node, inProperties = false) {
  if (Array.isArray(node)) return node.map((one) => plain(one));
  if (node === null || typeof node !== "object") return node;
  const copy = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "title" && !inProperties) continue;
    if (key === "prefixItems" && !inProperties) copy.items = plain(value);
    else if (key === "$ref") copy.$ref = value.replace("#/components/schemas/", "#/definitions/");
    else copy[key] = plain(value, key === "properties" && !inProperties);
  }
  return copy;
}

const definitions = {};
for (const [name, schema] of Object.entries(JSON.parse(await text(process.stdin)))) {
  definitions[name] = { ...plain(schema), title: name };
}
const source = await compile({ definitions }, "Everything", {
  additionalProperties: false,
  bannerComment:
    "// Written by scripts/api_types.py from the API's own description. Do not edit.",
  format: false,
  ignoreMinAndMaxItems: false,
  unreachableDefinitions: true,
});
process.stdout.write(
  source
    .replace(/export interface Everything \{[^}]*\}\n?/, "")
    .replace(/ *\* *\n *\* This interface was referenced by [^/]*?via the `definition` "\w+"\.\n/g, "")
    .replace(/\/\*\*\n \* This interface was referenced by [^/]*?\*\/\n/g, ""),
);
