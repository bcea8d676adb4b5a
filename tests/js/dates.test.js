// Dates as people write them, and which of the file's they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { datesIn, today } from "../../build_tools/assets/js/suggest/dates.js";

for (const [written, ...meant] of [
  ["2025-04-24", "2025-04-24"],
  ["2025-04", "2025-04"],
  ["2025", "2025"],
  ["2025/4/9", "2025-04-09"],
  ["2025. 04. 24.", "2025-04-24"],
  ["2025年4月24日", "2025-04-24"],
  ["2025-04-24T10:00:00.000+02:00", "2025-04-24"],
  ["24 April 2025", "2025-04-24"],
  ["  thursday, 24th of APRIL 2025 ", "2025-04-24"],
  ["April 24, 2025", "2025-04-24"],
  ["Apr. 24, 2025, 10:05 PM", "2025-04-24"],
  ["10:05, 2 Sept 2025", "2025-09-02"],
  ["2025 May 1", "2025-05-01"],
  ["April 2025", "2025-04"],
  ["04/2025", "2025-04"],
  ["２４ April ２０２５", "2025-04-24"],
  ["24.04.2025", "2025-04-24"],
  ["04/24/2025", "2025-04-24"],
  ["4-4-2025", "2025-04-04"],
  ["29.02.2024", "2024-02-29"],
  // Either, and so asked for.
  ["04.05.2025", "2025-05-04", "2025-04-05"],
  ["4/5/2025", "2025-05-04", "2025-04-05"],
  // In the reader's own languages.
  ["24 апреля 2025 г.", "2025-04-24"],
  ["Апрель 2025", "2025-04"],
  ["24. März 2025", "2025-03-24"],
  // No date, or not one.
  [""],
  ["soon"],
  ["24 April"],
  ["24 April 25"],
  ["24 Foo 2025"],
  ["5 Foo 2025"],
  ["March or April 2025"],
  ["24 to 26 April 2025"],
  ["24 April 2025 to 2026"],
  ["31 April 2025"],
  ["29.02.2025"],
  ["13/13/2025"],
  ["2025-13"],
  ["2025-00-10"],
  ["2025-04-00"],
  ["0 April 2025"],
  ["0000"],
  ["20250424"],
  ["4 2025 5"],
])
  test(`“${written}” is ${meant.join(" or ") || "no date"}`, () =>
    assert.deepEqual(datesIn(written, ["ru-RU", "de", "en-US@posix", ""]), meant));

test("today is the day on the reader's clock", () => {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    `${part}`.padStart(2, "0"),
  );
  assert.equal(today(), day.join("-"));
  assert.deepEqual(datesIn("Today"), [today()]);
});
