// Writes note files as the page does: `node write.js cases.json`, where a case has `fields`, `target` and `start`.

import { readFileSync } from "node:fs";
import { noteFile } from "../../build_tools/assets/js/suggest/note.js";

const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
console.log(JSON.stringify(cases.map(({ fields, target, start }) => noteFile(fields, target, start))));
