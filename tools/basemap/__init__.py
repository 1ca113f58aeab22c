"""The basemap as data: Natural Earth's countries, rivers and lakes from npm packages, and what is in dispute from a table of our own."""
