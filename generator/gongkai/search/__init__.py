"""Search: the index that the site carries, and the reading of a citizen's question. The browser runs the same steps in script."""
