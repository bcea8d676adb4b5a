"""The form of ids: lower-case words joined by hyphens, safe in addresses and file names."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
