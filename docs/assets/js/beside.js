// Notes beside their passages: none over another, and each moved as little as possible.

/**
 * Where to put boxes that want to stand at given heights, in order, without overlapping.
 *
 * Least squares, by pooling neighbours that are in each other's way (isotonic regression). The box `fixed` gives
 * way to nothing but the top edge.
 * @param {readonly number[]} wanted the top that each box wants, in pixels
 * @param {readonly number[]} heights
 * @param {number} gap the least room between two boxes
 * @param {number} fixed the index of the box that stays, or -1
 * @returns {number[]} the tops
 */
export function settle(wanted, heights, gap, fixed) {
  /** @type {{mean: number, weight: number, count: number}[]} */
  const pools = [];
  let above = 0;
  wanted.forEach((top, index) => {
    let pool = { mean: top - above, weight: index === fixed ? 1e6 : 1, count: 1 };
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
    above += (heights[index] ?? 0) + gap;
  });
  above = 0;
  return pools
    .flatMap(({ mean, count }) => Array(count).fill(Math.max(0, mean)))
    .map((top, index) => {
      const place = top + above;
      above += (heights[index] ?? 0) + gap;
      return place;
    });
}
