"""The pack of the weekly meeting: a first page for the company, then a page for every manager."""
