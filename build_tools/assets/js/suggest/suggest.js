// What the page loads when somebody wants to suggest a note: the article's text, and selectors for words in it.

import { describe } from "./describe.js";
import { articleText } from "./text.js";

export const engine = { articleText, describe };
