"""Code names in place of people: an audit that may be shown to those who must not know whose breaches they are."""
