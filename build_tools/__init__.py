"""From two files an article to an annotated page. The listing of this folder is the pipeline:

| folder | step |
|---|---|
| `words` | characters, words and sentences, as a reader counts them in any script |
| `model` | what may be said: the values of annotation files, front matter and techniques |
| `problems` | what went wrong, and how it is told |
| `anchor` | words to places in any text, and back: found for certain, or refused |
| `read` | bytes to values with places: YAML, Markdown, the project's folders |
| `entry` | what passed the checker |
| `check` | the rules: an article with its annotations to problems, or to an entry |
| `marked` | notes numbered, text cut: where every output starts |
| `page` | one article's HTML |
| `edit` | what helps whoever writes notes: files to changed files, or to what has changed |
| `classroom` | what a class is given of an article: pages to practise on, paper, packages |
| `site` | all pages, kept as long as nothing in them has changed |
| `adapters` | to MkDocs, or to a plain folder |
| `cli` | `markedcopy` |

Imports go upwards in this table, never down: `make lint` sees to it.
"""
