"""Dates as sources give them: a day, or only a month or a year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


@cache
def _months() -> Mapping[int, str]:
    from babel.core import Locale  # reads large files, and most commands write no date

    names: Mapping[int, str] = Locale("en").months["format"]["wide"]
    return names


@dataclass(frozen=True, order=True)
class PartialDate:
    """A calendar date of the precision that is known (ISO 8601: `2025`, `2025-04` or `2025-04-26`).

    Dates sort by year, month and day; a missing part sorts first.
    """

    year: int
    month: int = 0
    """1 to 12, or 0 when only the year is known."""
    day: int = 0
    """1 to 31, or 0 when only the month is known."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO date. Raises ValueError for anything else, and for days that do not exist."""
        if not re.fullmatch(PATTERN, text, re.ASCII):
            raise ValueError(f"“{text}” is not a date; write 2025-04-26, or 2025-04, or 2025")
        parts = [int(part) for part in text.split("-")]
        date(*[*parts, 1, 1][:3])
        return cls(*parts)

    def is_after(self, other: PartialDate) -> bool:
        """Whether this date is certainly later: 2025-05 is after 2025-04-26, 2025-04 is not."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        known = min(sum(part > 0 for part in mine), sum(part > 0 for part in theirs))
        return mine[:known] > theirs[:known]

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def words(self) -> str:
        """The date for readers: `26 April 2025`, `April 2025` or `2025`."""
        if not self.month:
            return str(self.year)
        month = _months()[self.month]
        return f"{self.day} {month} {self.year}" if self.day else f"{month} {self.year}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: Any) -> PartialDate:
            if isinstance(value, PartialDate):
                return value
            if not isinstance(value, str):
                raise PydanticCustomError("wrong-type", "a date such as 2025-04-26")
            try:
                return cls.parse(value)
            except ValueError as error:
                text = str(error) if "“" in str(error) else f"“{value}” is not a day of the calendar"
                raise PydanticCustomError("bad-value", "{text}", {"text": text}) from None

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # A year alone is a number to editors.
        return {"type": ["string", "integer"], "pattern": PATTERN, "examples": ["2025-04-26", "2025-04"]}
