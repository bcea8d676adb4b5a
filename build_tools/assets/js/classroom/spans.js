// Stretches of a text, told by their bounds: code points, the end not among them.

/** @typedef {{start: number, end: number}} Span a point, directly before `start`, where both are equal */

/**
 * @param {Span[]} spans in order, none within another
 * @param {number} offset
 * @returns {number} which of them ends behind the offset first: the one that holds it, or else the next; their number where none is left
 */
export function indexAt(spans, offset) {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param {Span} span @param {Span} other @returns {Span} from the first of both to the last */
export const around = (span, other) => ({
  start: Math.min(span.start, other.start),
  end: Math.max(span.end, other.end),
});

/** @param {Span} one @param {Span} other @returns {boolean} whether they are the same words */
export const areSame = (one, other) => one.start === other.start && one.end === other.end;

/** @param {Span} one @param {Span} other @returns {boolean} whether they have a sign in common */
export const overlaps = (one, other) => one.start < other.end && other.start < one.end;

/** @param {Span} one @param {Span} other @returns {number} for a list in the order of the text */
export const byPlace = (one, other) => one.start - other.start || one.end - other.end;

/** @param {Span} span @returns {string} a name for it */
export const keyOf = ({ start, end }) => `${start}-${end}`;
