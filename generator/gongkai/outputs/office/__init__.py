"""The catalogue as files for an office: one model of a table, and a writer for each of .xlsx, .docx and .pdf."""


class PdfError(Exception):
    """The program that makes PDF refuses the document; the message is a sentence for people."""
