"""The suite. It mirrors benefits/; browser/ walks through pages; test_house.py holds across files."""
