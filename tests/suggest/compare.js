// Compares what the page's code says with what Python said: `node compare.js cases.json`. Also run in a browser.

import { describe } from "../../build_tools/assets/js/suggest/describe.js";
import { sentencesOf } from "../../build_tools/assets/js/suggest/sentences.js";

/** What differs, as lines to read; none where both say the same. */
export function differences(cases) {
  const found = [];
  for (const { text, spans, language, sentences } of cases) {
    for (const [start, end, ...said] of spans) {
      let ours;
      try {
        const { exact, prefix = "", suffix = "" } = describe(text, start, end);
        ours = [exact, prefix, suffix];
      } catch (error) {
        ours = [String(error.stack)];
      }
      if (JSON.stringify(ours) !== JSON.stringify(said))
        found.push(JSON.stringify({ text, start, end, said, ours }));
    }
    if (!sentences) continue;
    const ours = sentencesOf(text, language).map(({ start, end }) => [start, end]);
    if (JSON.stringify(ours) !== JSON.stringify(sentences))
      found.push(JSON.stringify({ text, language, sentences, ours }));
  }
  return found;
}

if (globalThis.process?.argv[2]) {
  const { readFileSync } = await import("node:fs");
  const found = differences(JSON.parse(readFileSync(process.argv[2], "utf-8")));
  console.log(found.join("\n"));
}
