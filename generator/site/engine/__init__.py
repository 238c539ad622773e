"""From Markdown to the files of a site: rendered page by page, kept, checked, by several processes."""
