// Proposes ids as the page does: `node propose.js cases.json`, where a case has `text` and perhaps `taken`.

import { readFileSync } from "node:fs";
import { proposedId } from "../../build_tools/assets/js/suggest/ids.js";

const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
console.log(JSON.stringify(cases.map(({ text, taken = [] }) => proposedId([text], "note", taken, "note-17"))));
