"""The catalogue as files for an office: one model of a table, and a writer for each of .xlsx, .docx and .pdf."""
