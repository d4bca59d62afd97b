-- What is left to do is found without reading the jobs that have ended.
CREATE INDEX job_undecided ON job (id) WHERE decision IS NULL;
CREATE INDEX job_file_left ON job_file (job_id) WHERE promised IS NOT NULL AND became IS NULL;
