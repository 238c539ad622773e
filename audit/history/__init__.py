"""History of audits in the company's folder: small files, one per audit, with codes in place of people by default."""
