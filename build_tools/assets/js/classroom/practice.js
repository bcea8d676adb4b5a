// The page on which a learner marks the text before seeing the notes.

import { articleText } from "../suggest/text.js";
import { choiceIn } from "./choice.js";
import { given } from "./given.js";
import { toFile } from "./handed.js";

const article = given(document);
const signs = [...articleText(document).text];
document.body.dataset.marks = String(choiceIn(location.hash, []).marks);
document.body.dataset.size = String(toFile(article, signs, { name: "", marks: [], saved: "" }).length);
