// The lines of a text as it is laid out, for paper: where they begin, and the text broken just there, so that its lines are
// the same on every sheet, whatever the printer.

/**
 * @param {Element} text as it stands in the page
 * @returns {[Text, number][]} where each line begins: the node, and the offset in it
 */
export function startsOfLines(text) {
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  /** @type {[Text, number][]} */
  const starts = [];
  let bottom = -Infinity;
  while (nodes.nextNode()) {
    const node = /** @type {Text} */ (nodes.currentNode);
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const middle = (box.top + box.bottom) / 2;
      if (middle > bottom && box.width) starts.push([node, startOf(node, middle)]);
      bottom = Math.max(bottom, box.bottom);
    }
  }
  return starts;
}

/**
 * Break the text where its lines begin, and number them.
 * @param {[Text, number, number?][]} starts of lines, each with its number if that is not its place among them
 * @param {number} step every so many lines there is a number
 */
export function breakLines(starts, step) {
  // From the last to the first, so that those before stay where they are.
  for (let line = starts.length; line; line--) {
    const [node, start, name = line] = starts[line - 1];
    const rest = node.splitText(start);
    if (line > 1 && !isFirst(rest, starts[line - 2][0])) rest.before(document.createElement("br"));
    if (name % step) continue;
    const number = document.createElement("span");
    number.className = "mc-line";
    number.textContent = String(name);
    rest.before(number);
  }
}

/**
 * @param {Text} rest of the text, from where a line begins
 * @param {Text} before where the line before begins
 * @returns {boolean} whether there is a break without ours
 */
function isFirst(rest, before) {
  const { whiteSpace } = getComputedStyle(/** @type {Element} */ (rest.parentElement));
  const box = boxOf(rest);
  return whiteSpace.startsWith("pre") || box !== boxOf(before) || followsBreak(rest, box);
}

/** @param {Node} node @param {Element | null} box @returns {boolean} whether a break stands before it, and no words since */
function followsBreak(node, box) {
  for (let part = node; part !== box; part = /** @type {Node} */ (part.parentNode))
    for (let one = part.previousSibling; one; one = one.previousSibling) {
      if (one.nodeName === "BR") return true;
      if (one.textContent?.trim()) return false;
    }
  return false;
}

/** @param {Node} node */
function boxOf(node) {
  let box = node.parentElement;
  while (box && getComputedStyle(box).display.startsWith("inline")) box = box.parentElement;
  return box;
}

/**
 * @param {Text} node
 * @param {number} middle of a line, in pixels from the top of the window
 * @returns {number} the offset at which that line begins
 */
function startOf(node, middle) {
  const range = document.createRange();
  range.setStart(node, 0);
  let [low, high] = [0, node.length];
  // What ends at `low` ends above the line; what ends at `high` reaches it.
  while (high - low > 1) {
    const at = (low + high) >> 1;
    range.setEnd(node, at);
    if (range.getBoundingClientRect().bottom > middle) high = at;
    else low = at;
  }
  return low;
}
