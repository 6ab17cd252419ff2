"""From what a page says to the file on disk: the theme's shell cut open, pages spliced in, releases switched whole."""
