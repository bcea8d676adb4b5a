"""Words to places in any text, and back."""
