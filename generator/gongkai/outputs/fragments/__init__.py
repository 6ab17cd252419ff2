"""Pages as articles for a portal that takes only articles: finished bodies, their attachments, and what to paste since the last hand-over."""
