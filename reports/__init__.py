"""What came of it: the year's figures beside the court administration's official ones.

Figure: one number with its definition, counted from the records.
OfficialFigure: a count published by the court administration, imported and never mixed with ours.
"""
