"""Reports: any kind of object counted or added up, by two fields and by period, with a chart."""
