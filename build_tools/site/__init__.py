"""All pages of a site."""
