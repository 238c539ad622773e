"""The local web page: the company's site with live reload, and audits in the browser, for this machine only."""
