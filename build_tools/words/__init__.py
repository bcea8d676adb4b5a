"""Characters, words and sentences as a reader counts them, in every script.

| module | says |
|---|---|
| `clusters` | where one character as a reader sees it ends, and how wide it is in a terminal |
| `count` | which words a text has |
| `whole` | whether a passage ends in the middle of a word |
| `sentences` | where a sentence begins and ends |
| `shorten` | how a text is cut to a length |
| `invisible` | which characters show nothing |
| `direction` | which way a language is written |

Which characters belong to which script, and how they behave, is Unicode's knowledge (by way of the `regex` and
`babel` libraries), not ours. Nothing here knows articles, notes or pages. Offsets are code points.
"""
