"""Tables drawn as counties draw them, with what they say: the measure of the import."""
