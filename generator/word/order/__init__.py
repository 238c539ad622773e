"""The order that approves documents and puts them in force."""
