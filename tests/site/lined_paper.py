"""The article on paper, line by line, as the projector and the practice page print it."""

# What stands on each numbered line, and what stands out over the column. Signs of notes and marks are no words.
LINES_ON_PAPER = """() => {
  const copy = document.querySelector(".mc-lined");
  const middle = (one) => { const { top, bottom } = one.getBoundingClientRect(); return (top + bottom) / 2; };
  const rows = [...copy.querySelectorAll(".mc-line")].map((one) => ({
    y: middle(one), number: one.textContent, words: "",
  }));
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const wide = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width);
    if (node.parentElement.closest(".mc-line") || !boxes.length) continue;
    const { left, right } = copy.getBoundingClientRect();
    if (boxes.some((box) => box.right > right + 1 || box.left < left)) wide.push(node.data);
    if (node.parentElement.closest(".mc-ref")) continue;
    const y = middle(range);
    const row = rows.reduce((best, row) => (Math.abs(row.y - y) < Math.abs(best.y - y) ? row : best));
    row.words += node.data.replace(/\\s+/g, " ");
  }
  return { rows, wide };
}"""
