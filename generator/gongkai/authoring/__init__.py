"""The editor's desk: what people call things → items and regions; where a word stands; the text of a new file with its name. Nothing is written here."""
