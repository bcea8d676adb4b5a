// Boxes in a column: how they stand in order and apart, each as near as can be to where it wants to be.

/** The least room between two notes, and around what is scrolled to, in pixels. */
export const GAP = 8;

/** So much more does the place of the box that stays count. */
const FIXED = 1e6;

/**
 * Where to put boxes that want to stand at given heights, in order, without overlapping.
 *
 * Least squares, by pooling neighbours that are in each other's way (isotonic regression). The box `fixed` gives
 * way to nothing but the top edge; where it leaves no room for those before it, they are put above that edge.
 * @param {readonly number[]} wanted the top that each box wants, in pixels
 * @param {readonly number[]} heights
 * @param {number} fixed the index of the box that stays, or -1
 * @returns {number[]} the tops
 */
export function settle(wanted, heights, fixed) {
  /** @type {{mean: number, weight: number, count: number}[]} */
  const pools = [];
  let above = 0;
  wanted.forEach((top, index) => {
    const place = index === fixed ? Math.max(0, top) : top;
    let pool = { mean: place - above, weight: index === fixed ? FIXED : 1, count: 1 };
    for (let last = pools.at(-1); last && last.mean >= pool.mean; last = pools.at(-1)) {
      pools.pop();
      const weight = last.weight + pool.weight;
      pool = {
        mean: (last.mean * last.weight + pool.mean * pool.weight) / weight,
        weight,
        count: last.count + pool.count,
      };
    }
    pools.push(pool);
    above += (heights[index] ?? 0) + GAP;
  });
  above = 0;
  const least = Math.min(0, ...pools.filter(({ weight }) => weight >= FIXED).map(({ mean }) => mean));
  return pools
    .flatMap(({ mean, count }) => Array(count).fill(Math.max(least, mean)))
    .map((top, index) => {
      const place = top + above;
      above += (heights[index] ?? 0) + GAP;
      return place;
    });
}
