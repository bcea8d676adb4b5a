"""What may be said: the declaration of the format."""
