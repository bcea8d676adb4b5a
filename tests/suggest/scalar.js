// Writes texts as the page does: `node scalar.js cases.json`, where a case is a text, how far it is indented and its column.

import { readFileSync } from "node:fs";
import { scalar } from "../../build_tools/assets/js/suggest/yaml.js";

const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
console.log(
  JSON.stringify(cases.map(([text, indent, column]) => scalar(text, " ".repeat(indent), column))),
);
