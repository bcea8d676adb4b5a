"""What helps whoever writes notes: files to changed files, or to a list of what has changed."""
