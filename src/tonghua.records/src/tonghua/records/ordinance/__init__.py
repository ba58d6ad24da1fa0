"""办法全文: the ordinance as a page of the site, and the addresses of its articles."""
