// The article on which the tests of a learner's marks are made.

/** @type {import("../../build_tools/assets/js/classroom/given.js").Given} */
export const ARTICLE = {
  article: "night-ferries",
  title: "Night ferries",
  address: "",
  text: "abc",
  kinds: [
    ["sourcing", "Sourcing"],
    ["missing-context", "Missing context"],
  ],
  parts: {},
  first: [],
  notes: [],
};
