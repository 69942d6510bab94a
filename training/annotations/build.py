"""Annotators' forms to training records: offsets are resolved and checked, the text is left out.

usage: python training/annotations/build.py LANG FORM.json [FORM.json ...]
A form is what ../shared/gold/GUIDELINES.md describes, with "news": the article's id in ../shared/data/news. For
English, whose pages we write ourselves, a form carries "text" and the record keeps it (en/pages.jsonl).
Names every span that the text does not hold, and exits 1.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from load import HERE, fingerprint, news, page_text

GOLD = HERE.parents[2] / "shared" / "gold"


def resolver():
    spec = importlib.util.spec_from_file_location("gold_resolve", GOLD / "resolve.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.resolve


def main() -> int:
    lang, *paths = sys.argv[1:]
    forms = [json.loads(Path(p).read_text(encoding="utf-8")) for p in paths]
    wanted = {f.get("news") for f in forms} - {None}
    articles = {a["id"]: a for a in news(lang) if a["id"] in wanted} if wanted else {}
    resolve, wrong = resolver(), 0
    (HERE / lang).mkdir(exist_ok=True)
    for form in forms:
        article = articles.get(form.get("news"))
        text = page_text(article) if article else form["text"]
        record, errors = resolve(form, text)
        for error in errors:
            print(f"{form['id']}: {error}", file=sys.stderr)
        wrong += bool(errors)
        if errors:
            continue
        if article:
            del record["text"]
            record |= {"news": article["id"], "sha256": fingerprint(text), "url": article["url"]}
            path = HERE / lang / f"{form['id']}.json"
            path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
        else:
            path = HERE / lang / "pages.jsonl"
            old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
            lines = [line for line in old if json.loads(line)["id"] != form["id"]]
            lines.append(json.dumps(record, ensure_ascii=False))
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{form['id']}: {len(record['attributions'])} attributions, {len(record['entities'])} entities")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
