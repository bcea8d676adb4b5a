// What is chosen here is what makes Recogito fast, or what its documentation recommends:
// * The reader does not annotate, so annotatingEnabled is false: it then does no work on text selections.
// * All annotations are added by one call of setAnnotations, with offsets, so that nothing is searched for. They
//   are fetched while the page is parsed (preload).
// * It stands on the version of @annotorious/core that it names (overrides in package.json): with the newest one
//   its setAnnotations draws nothing unless the text happens to be resized afterwards.
// * It is bundled and minified as for publication; what is not used of it is left out.
// * `?renderer=` takes one of its two renderers. SPANS is the default; CSS_HIGHLIGHTS, which is called
//   experimental in its source, leaves the page's elements alone. Both paint only what is in sight.
// * The style is one function by kind. It reads the first body and computes nothing.
// * setFilter gets a function that compares one word.
import {createTextAnnotator} from "@recogito/text-annotator";
import "@recogito/text-annotator/text-annotator.css";
import "./app.css";

const params = new URLSearchParams(location.search);
const fills = {"sourcing": "#8ab4f8", "loaded-language": "#f6c177", "missing-context": "#9ccfa0"};
const kindOf = (annotation) => annotation.bodies[0].value;

const anno = createTextAnnotator(document.getElementById("text"), {
  annotatingEnabled: false,
  renderer: params.get("renderer") ?? "SPANS",
  style: (annotation, state) => ({
    fill: fills[kindOf(annotation)],
    fillOpacity: state.selected ? 0.6 : 0.3,
    underlineColor: fills[kindOf(annotation)],
    underlineThickness: 2,
  }),
});
window.anno = anno;

const side = document.getElementById("note");
const card = document.getElementById("card");
function show(annotation) {
  const note = annotation.bodies[1].value;
  const filled = card.content.cloneNode(true);
  filled.querySelector("h2").textContent = kindOf(annotation);
  const list = filled.querySelector("dl");
  for (const [name, text] of note.fields) {
    const term = document.createElement("dt");
    const details = document.createElement("dd");
    [term.textContent, details.textContent] = [name, text];
    list.append(term, details);
  }
  const sources = filled.querySelector("ul");
  for (const {title, publisher, url, excerpt} of note.evidence) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    [link.href, link.textContent] = [url, title];
    item.append(link, `, ${publisher}: ${excerpt}`);
    sources.append(item);
  }
  side.replaceChildren(filled);
}
anno.on("selectionChanged", ([annotation]) => {
  if (annotation) show(annotation);
  else side.replaceChildren();
});

for (const button of document.querySelectorAll("nav button")) {
  button.addEventListener("click", () => {
    const {kind} = button.dataset;
    anno.setFilter(kind ? (annotation) => kindOf(annotation) === kind : undefined);
    for (const other of document.querySelectorAll("nav button")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
  });
}

async function load() {
  const annotations = await (await fetch("annotations.json")).json();
  anno.setAnnotations(annotations);
  const order = annotations.map(({id}) => id);
  addEventListener("keydown", ({key}) => {
    if (key !== "j") return;
    const at = order.indexOf(anno.getSelected()[0]?.id);
    const next = order[Math.min(at + 1, order.length - 1)];
    anno.setSelected(next);
    anno.scrollIntoView(next);
  });
}
load();
