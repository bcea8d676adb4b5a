// Judges notes as the page does: `node judge.js cases.json`, where a case has `fields` and `target`, and all have `around`.

import { readFileSync } from "node:fs";
import { faults, idOf, noteFile } from "../../build_tools/assets/js/suggest/note.js";

const { around, cases } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const judged = [];
for (const { fields, target } of cases) {
  const id = idOf(fields, 7, around.taken);
  judged.push({ id, file: noteFile(fields, target, 7, around), faults: faults(fields, around) });
  around.taken.push(id);
}
console.log(JSON.stringify(judged));
