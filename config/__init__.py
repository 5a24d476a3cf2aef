"""How the parts are put together: settings, addresses of the pages, the database that comes along."""
