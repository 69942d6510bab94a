-- A ledger, version 2. What was read is kept whole as JSON (`record`), lossless; the columns beside it are for finding.
-- Tables under "worked out" can be made again from the others at any time: `naql.ledger.linking` does.

-- what was read

CREATE TABLE articles (
    n INTEGER PRIMARY KEY,              -- order of arrival
    article_id TEXT NOT NULL UNIQUE,
    page_id TEXT NOT NULL UNIQUE,       -- content: the same page twice is one row
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    lang TEXT NOT NULL,
    headline TEXT NOT NULL,
    published_at TEXT,
    published_from TEXT,
    fetched_at TEXT,
    added_at TEXT NOT NULL,
    newest INTEGER NOT NULL,            -- 0 where a later version of the same URL is here
    record TEXT NOT NULL
);
CREATE INDEX articles_name ON articles (name);
CREATE INDEX articles_url ON articles (url);

CREATE TABLE moments (
    article_id TEXT NOT NULL, i INTEGER NOT NULL, type TEXT, value TEXT, record TEXT NOT NULL,
    PRIMARY KEY (article_id, i)
) WITHOUT ROWID;

CREATE TABLE mentions (
    article_id TEXT NOT NULL, i INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT, country TEXT, form TEXT NOT NULL,
    folded TEXT NOT NULL,               -- the form, folded for every language alike
    entity_id TEXT,                     -- the entity on this page; null without a name
    record TEXT NOT NULL,
    PRIMARY KEY (article_id, i)
) WITHOUT ROWID;
CREATE INDEX mentions_folded ON mentions (folded);
CREATE INDEX mentions_name ON mentions (name);
CREATE INDEX mentions_entity ON mentions (entity_id);

CREATE TABLE statements (
    article_id TEXT NOT NULL, i INTEGER NOT NULL, statement_id TEXT NOT NULL, source_name TEXT, act TEXT, kind TEXT,
    scope TEXT, via TEXT, record TEXT NOT NULL,
    PRIMARY KEY (article_id, i)
) WITHOUT ROWID;
CREATE INDEX statements_id ON statements (statement_id);
CREATE INDEX statements_source ON statements (source_name);

CREATE TABLE events (
    article_id TEXT NOT NULL, i INTEGER NOT NULL, event_id TEXT NOT NULL, type TEXT, mode TEXT, polarity TEXT,
    status TEXT, date TEXT, statement_id TEXT, record TEXT NOT NULL,
    PRIMARY KEY (article_id, i)
) WITHOUT ROWID;
CREATE INDEX events_type ON events (type);

CREATE TABLE skipped (
    id TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (id, stage, reason)
) WITHOUT ROWID;

-- what was linked: a link is never changed but for withdrawn_at

CREATE TABLE links (
    link_id TEXT PRIMARY KEY, "left" TEXT NOT NULL, "right" TEXT NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL,
    score REAL NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, made_at TEXT NOT NULL, withdrawn_at TEXT
) WITHOUT ROWID;
CREATE INDEX links_left ON links ("left", kind);
CREATE INDEX links_right ON links ("right", kind);

-- worked out

CREATE TABLE claims (
    claim_id TEXT PRIMARY KEY, article_id TEXT NOT NULL, statement_id TEXT, stance TEXT NOT NULL, voice TEXT NOT NULL,
    bucket TEXT NOT NULL, type TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX claims_article ON claims (article_id);
CREATE INDEX claims_statement ON claims (statement_id);
CREATE INDEX claims_bucket ON claims (bucket);
CREATE INDEX claims_left ON claims ("left");
CREATE INDEX claims_right ON claims ("right");

CREATE TABLE outlines (article_id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE canon (
    article_id TEXT NOT NULL, name TEXT NOT NULL, canonical TEXT NOT NULL, PRIMARY KEY (article_id, name)
) WITHOUT ROWID;

CREATE TABLE keys (
    kind TEXT NOT NULL, key TEXT NOT NULL, node TEXT NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (kind, key, node)
) WITHOUT ROWID;
CREATE INDEX keys_node ON keys (node, kind);
CREATE INDEX keys_article ON keys (article_id);

CREATE TABLE touched (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;

CREATE TABLE pairs (
    kind TEXT NOT NULL, key TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, verdict TEXT NOT NULL,
    score REAL NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, UNIQUE (kind, "left", "right", key)
);
CREATE INDEX pairs_key ON pairs (kind, key);
CREATE INDEX pairs_right ON pairs (kind, "right", "left");

CREATE TABLE members (
    kind TEXT NOT NULL, node TEXT NOT NULL, group_id TEXT NOT NULL, PRIMARY KEY (kind, node)
) WITHOUT ROWID;
CREATE INDEX members_group ON members (kind, group_id);

CREATE TABLE unlinked (article_id TEXT PRIMARY KEY) WITHOUT ROWID;

-- what outlets' pages repeat: hashes of lines and of openings (`naql.clean.habits`) by the page, `articles.n`

CREATE TABLE repeats (line INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (line, n)) WITHOUT ROWID;
CREATE TABLE openings (opening INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (opening, n)) WITHOUT ROWID;

-- full text over a folded shadow: words without marks, joiners, proclitics; canonical names; concepts

CREATE TABLE shadow (
    n INTEGER PRIMARY KEY, what TEXT NOT NULL, node TEXT NOT NULL, article_id TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE INDEX shadow_article ON shadow (article_id);
CREATE VIRTUAL TABLE words USING fts5 (folded, content = 'shadow', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER shadow_added AFTER INSERT ON shadow BEGIN
    INSERT INTO words (rowid, folded) VALUES (new.n, new.folded);
END;
CREATE TRIGGER shadow_gone AFTER DELETE ON shadow BEGIN
    INSERT INTO words (words, rowid, folded) VALUES ('delete', old.n, old.folded);
END;
