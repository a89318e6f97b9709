-- The tables of a collection. docs/database.md explains them; the version is PRAGMA user_version. What depends on the
-- grammar (the tables of names, and the views with a column for each cell or figure) is made by names.cpp.
--
-- Every key comes from content: a document's id from its SHA-256, a cell's from its name. So a database has the same
-- rows whatever the order of its making, and databases made apart can be joined.
--
-- The foreign keys are for other programs. Gouji does what they say without SQLite's watching them (collection.cpp).

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  damaged INTEGER NOT NULL,
  reader TEXT NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE source (
  path TEXT PRIMARY KEY,
  document INTEGER REFERENCES document (id),
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX source_document ON source (document);

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  form TEXT NOT NULL,
  year INTEGER,
  publisher TEXT,
  title TEXT,
  document_number TEXT,
  published TEXT,
  period_begin TEXT,
  period_end TEXT,
  earlier INTEGER,
  earlier_path TEXT,
  named_after TEXT,
  likeness TEXT NOT NULL
);
CREATE INDEX report_document ON report (document);

CREATE TABLE body (
  publisher TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  doubt TEXT,
  could_be TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE cell (
  report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  cell INTEGER NOT NULL,
  value NUMERIC,
  exact TEXT,
  raw TEXT NOT NULL,
  status INTEGER NOT NULL,
  line INTEGER,
  byte_begin INTEGER,
  byte_end INTEGER,
  unit TEXT,
  reason TEXT,
  candidates TEXT,
  place TEXT,
  PRIMARY KEY (report, cell)
) WITHOUT ROWID;

CREATE TABLE claim (
  report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  value NUMERIC NOT NULL,
  exact TEXT,
  unit TEXT NOT NULL,
  reading TEXT NOT NULL,
  cells TEXT NOT NULL,
  agrees INTEGER,
  line INTEGER,
  byte_begin INTEGER,
  byte_end INTEGER,
  place TEXT,
  PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE extra (
  report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  row_label TEXT NOT NULL,
  column_label TEXT NOT NULL,
  value NUMERIC,
  exact TEXT,
  raw TEXT NOT NULL,
  line INTEGER,
  byte_begin INTEGER,
  byte_end INTEGER,
  place TEXT,
  PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE unread (
  report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  raw TEXT NOT NULL,
  reason TEXT NOT NULL,
  line INTEGER,
  byte_begin INTEGER,
  byte_end INTEGER,
  place TEXT,
  PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE figure (
  report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  figure INTEGER NOT NULL,
  value NUMERIC,
  exact TEXT,
  status TEXT NOT NULL,
  near INTEGER NOT NULL,
  PRIMARY KEY (report, figure)
) WITHOUT ROWID;

CREATE TABLE finding (
  report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  cells TEXT NOT NULL,
  expected NUMERIC,
  actual NUMERIC,
  message TEXT NOT NULL,
  line INTEGER,
  character INTEGER,
  byte_begin INTEGER,
  byte_end INTEGER,
  repair TEXT,
  suspects TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  place TEXT,
  PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX finding_rule ON finding (rule);
CREATE INDEX finding_fingerprint ON finding (fingerprint);

-- What the grammar calls things.
CREATE TABLE cell_name (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE form (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE form_cell (
  form TEXT NOT NULL,
  cell INTEGER NOT NULL,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_label TEXT NOT NULL,
  column_label TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (form, cell)
) WITHOUT ROWID;

CREATE TABLE figure_name (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  figure TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL
);

CREATE TABLE rule (
  id TEXT PRIMARY KEY,
  severity TEXT NOT NULL,
  title TEXT NOT NULL
) WITHOUT ROWID;

-- A report with the body whose it is, and the first of the paths that it was found under.
CREATE VIEW placed AS
SELECT r.id AS report, b.name AS body, r.year, r.form,
       (SELECT min(s.path) FROM source s WHERE s.document = r.document) AS path, r.number
FROM report r LEFT JOIN body b ON b.publisher = r.publisher;

CREATE VIEW sources AS
SELECT s.path, d.sha256, s.size, d.encoding, datetime(s.modified / 1000000000, 'unixepoch') AS modified,
       (SELECT count(*) FROM report r WHERE r.document = s.document) AS reports, d.damaged, s.problem
FROM source s LEFT JOIN document d ON d.id = s.document;

CREATE VIEW bodies AS
SELECT b.name AS body, group_concat(DISTINCT b.publisher) AS names, count(r.id) AS reports, min(r.year) AS first_year,
       max(r.year) AS last_year, max(b.doubt) AS doubt
FROM body b LEFT JOIN report r ON r.publisher = b.publisher
GROUP BY b.name;

CREATE VIEW reports AS
SELECT p.report, p.body, p.year, p.form, p.path, p.number, r.publisher, r.title, r.document_number, r.published,
       (SELECT count(*) FROM finding f WHERE f.report = r.id AND f.severity = 'error') AS errors,
       (SELECT count(*) FROM finding f WHERE f.report = r.id AND f.severity = 'warning') AS warnings,
       (SELECT count(*) FROM finding f WHERE f.report = r.id AND f.severity = 'info') AS remarks,
       r.earlier
FROM placed p JOIN report r ON r.id = p.report;

CREATE VIEW cells AS
SELECT p.report, p.body, p.year, p.form, p.path, n.name AS cell, f.table_name, f.row_label, f.column_label,
       coalesce(c.unit, f.unit) AS unit, c.value, coalesce(c.exact, c.value) AS exact, c.raw,
       CASE c.status WHEN 0 THEN 'read' WHEN 1 THEN 'blank' WHEN 2 THEN 'missing' WHEN 3 THEN 'repaired'
                     ELSE 'ambiguous' END AS status,
       c.line, c.reason, c.candidates, c.place
FROM cell c JOIN placed p ON p.report = c.report
     LEFT JOIN cell_name n ON n.id = c.cell
     LEFT JOIN form_cell f ON f.cell = c.cell
                          AND f.form = (SELECT max(o.form) FROM form_cell o WHERE o.cell = c.cell
                                        AND (o.form = p.form OR NOT EXISTS (SELECT 1 FROM form_cell own
                                             WHERE own.form = p.form AND own.cell = c.cell)));

CREATE VIEW figures AS
SELECT p.report, p.body, p.year, p.form, p.path, n.figure, n.name, n.unit, g.value,
       coalesce(g.exact, g.value) AS exact, g.status, g.near
FROM figure g JOIN placed p ON p.report = g.report JOIN figure_name n ON n.id = g.figure;

CREATE VIEW problems AS
SELECT p.path, p.body, p.year, f.severity, f.rule, r.title, f.message, f.expected, f.actual, f.line, f.cells, f.repair,
       f.suspects, f.fingerprint, f.report, f.place
FROM finding f JOIN placed p ON p.report = f.report LEFT JOIN rule r ON r.id = f.rule;
