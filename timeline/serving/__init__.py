"""`timeline serve`: the page on this machine alone, to look through and to set right.

The only place that imports Starlette and uvicorn, the extra `serve`.
"""
