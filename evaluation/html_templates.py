"""Templates of how Persian and Arabic news sites mark up a page, after the ways of their usual content systems.

Each function makes a page from a `Story`: the same text in tables with <br>, in a `div` per paragraph, in WordPress, in
hashed class names, with links and advertisements between the paragraphs. The names of classes are those that such
systems use; the sites are nobody's.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Story:
    """What stands on the page: `others` are headlines of other stories; `lang` decides the words of the furniture."""

    lang: str
    title: str
    paragraphs: list[str]
    date: str
    others: list[str]
    site: str
    seed: int


W = {
    "fa": {
        "home": "صفحه نخست",
        "section": "بین‌الملل",
        "share": "اشتراک گذاری",
        "more": "بیشتر بخوانید",
        "most": "پربازدیدترین‌ها",
        "tags": "برچسب‌ها",
        "comment": "ارسال نظر",
        "name": "نام",
        "rights": "تمامی حقوق برای این سایت محفوظ است",
        "contact": "تماس با ما",
        "about": "درباره ما",
        "code": "کد خبر",
        "date": "تاریخ انتشار",
        "end": "انتهای پیام/",
        "ad": "تبلیغات",
        "related": "اخبار مرتبط",
        "time": "زمان مطالعه: ۳ دقیقه",
        "words": ["سیاسی", "اقتصادی", "ورزشی", "فرهنگی", "اجتماعی", "عکس", "فیلم"],
        "photo": "عکس: آرشیو",
    },
    "ar": {
        "home": "الرئيسية",
        "section": "أخبار العالم",
        "share": "شارك",
        "more": "اقرأ أيضاً",
        "most": "الأكثر قراءة",
        "tags": "كلمات مفتاحية",
        "comment": "أضف تعليقاً",
        "name": "الاسم",
        "rights": "جميع الحقوق محفوظة",
        "contact": "اتصل بنا",
        "about": "من نحن",
        "code": "رقم الخبر",
        "date": "تاريخ النشر",
        "end": "",
        "ad": "إعلان",
        "related": "مواضيع ذات صلة",
        "time": "دقائق القراءة - 3",
        "words": ["سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات", "صور", "فيديو"],
        "photo": "أرشيفية",
    },
}


def _nav(s: Story, link: str = "li") -> str:
    items = "".join(f'<{link}><a href="/{i}">{w}</a></{link}>' for i, w in enumerate(W[s.lang]["words"]))
    return f"<ul>{items}</ul>" if link == "li" else items


def _links(s: Story, start: int, count: int) -> str:
    return "".join(f'<li><a href="/n/{i}">{escape(t)}</a></li>' for i, t in enumerate(s.others[start : start + count]))


def _inline(text: str, rng: random.Random) -> str:
    """A paragraph's source with a link or bold words here and there; the text stays the same."""
    words = escape(text, quote=False).split(" ")
    if len(words) > 12 and rng.random() < 0.5:
        at = rng.randrange(2, len(words) - 4)
        tag = rng.choice(
            [
                '<a href="/tag/x">{}</a>',
                "<strong>{}</strong>",
                "<b>{}</b>",
                '<a class="internal" href="/y" target="_blank">{}</a>',
                "<span style='color:black'>{}</span>",
            ]
        )
        words[at] = tag.format(" ".join(words[at : at + 2]))
        del words[at + 1]
    return " ".join(words)


def _head(s: Story, linked: bool = False, og: bool = True) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": s.date + "T10:20:00+03:00",
        "publisher": {"@type": "Organization", "name": s.site},
    }
    ld = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>' if linked else ""
    meta = (
        f'<meta property="og:title" content="{escape(s.title)}"/><meta property="og:site_name" content="{s.site}"/>'
        if og
        else ""
    )
    return f"<head><meta charset='utf-8'><title>{escape(s.title)} | {s.site}</title>{meta}{ld}<style>.a{{b:c}}</style><script>var a='<p>x</p>';</script></head>"


def heavy(source: str, s: Story) -> str:
    """The page with what pages carry besides: a large menu, eighty cards of other stories, styles and scripts."""
    rng = random.Random(s.seed)
    cards = "".join(
        f'<div class="card col-md-{i % 7} item-{i}" data-id="{i}"><a class="card-link" href="/n/{i}/{i * 7}">'
        f'<img src="/i/{i}.jpg" class="lazy" alt="x"><div class="card-body"><h3 class="card-title">'
        f'{escape(rng.choice(s.others))} {i}</h3><span class="time">10:{i % 60:02}</span></div></a></div>'
        for i in range(80)
    )
    items = (
        f'<li class="menu-item menu-item-{i}"><a href="/s/{i}">{rng.choice(s.others)[:18]}</a></li>' for i in range(150)
    )
    script = "<script>" + 'var a=function(b){return b<3?"<p>x</p>":1};' * 1000 + "</script>"
    more = (
        f'<section class="related"><div class="row">{cards}</div></section><ul class="mega-menu">{"".join(items)}</ul>'
    )
    end = "</body>"
    return source.replace(end, more + script + end) if end in source else source + more + script


def samaneh(s: Story) -> str:
    """The system of many Iranian sites: divs with underscored names, justified divs as paragraphs."""
    w, rng = W[s.lang], random.Random(s.seed)
    body = "".join(f'<div style="text-align: justify;">{_inline(p, rng)}</div>' for p in s.paragraphs)
    return f"""<!DOCTYPE html><html dir="rtl">{_head(s)}<body><div class="top_menu">{_nav(s)}</div><div class="container"><div class="col-md-24">
<div class="news_path"><a href="/">{w["home"]}</a> » <a>{w["section"]}</a></div><div class="news_nav_title"><div class="news_id_c">{w["code"]}: <span>{s.seed}</span></div>
<div class="news_pdate_c">{w["date"]}: {s.date}</div><div class="print_ico"><a href="/print">چاپ</a></div></div>
<h1 class="title"><a href="/fa/news/{s.seed}">{escape(s.title)}</a></h1><div class="body" id="newsMainBody">{body}<div>{w["end"]}</div></div>
<div class="share_box">{w["share"]}: <a>تلگرام</a> <a>توییتر</a></div><div class="tags_title">{w["tags"]}: <a>{w["words"][0]}</a> ، <a>{w["words"][1]}</a></div>
<div class="comments_box"><div>{w["comment"]}</div><form>{w["name"]}: <input></form></div></div>
<div class="col-md-12 sidebar"><div class="visited"><div class="box_title">{w["most"]}</div><ul>{_links(s, 0, 8)}</ul></div></div></div>
<div class="footer"><a>{w["contact"]}</a> <a>{w["about"]}</a> {w["rights"]}</div></body></html>"""


def agency(s: Story) -> str:
    """The system of the big Iranian agencies: article#item, item-header, item-text."""
    w, rng = W[s.lang], random.Random(s.seed)
    body = "".join(f"<p>{_inline(p, rng)}</p>" for p in s.paragraphs)
    return f"""<!doctype html><html lang="fa-IR" dir="rtl">{_head(s, linked=True)}<body class="news"><header id="masthead"><nav>{_nav(s)}</nav></header><main><div class="row"><div class="col-8">
<article id="item" class="item" itemscope><div class="item-header"><div class="item-nav row"><div class="col-6 item-date"><span>{s.date}</span></div><div class="item-code">{w["code"]} {s.seed}</div></div>
<h1 class="first-title title" itemprop="headline">{escape(s.title)}</h1></div><div class="item-summary"><figure class="item-img"><img src="a.jpg" alt="x"></figure></div>
<div class="item-body"><div class="item-text" itemprop="articleBody">{body}</div><div class="item-boxes">{w["code"]} {s.seed}</div></div>
<section class="box tags"><header><h2>{w["tags"]}</h2></header><ul><li><a rel="Index, Tag">{w["words"][0]}</a></li><li><a>{w["words"][2]}</a></li></ul></section></article>
<section class="box list related-items"><header><h2>{w["related"]}</h2></header><ul>{_links(s, 0, 5)}</ul></section>
<div class="box comment-form"><h3>{w["comment"]}</h3><form><label>{w["name"]} *</label><textarea></textarea></form></div></div>
<aside class="col-4"><section class="box top-news"><h2>{w["most"]}</h2><ul>{_links(s, 5, 10)}</ul></section></aside></div></main><footer>{w["rights"]}</footer></body></html>"""


def tables(s: Story) -> str:
    """An old site: nested tables, one cell with the whole text and double <br>, no metadata."""
    w = W[s.lang]
    body = "<br><br>\n".join(escape(p, quote=False) for p in s.paragraphs)
    menu = "".join(f'<td><a href="/{i}">{x}</a></td>' for i, x in enumerate(w["words"]))
    return f"""<html>{_head(s, og=False)}<body><table width=100%><tr>{menu}</tr></table><table><tr><td valign=top width=200><table>
<tr><td>{w["most"]}</td></tr>{"".join(f"<tr><td><a href=/x{i}>{escape(t)}</a></td></tr>" for i, t in enumerate(s.others[:7]))}</table></td><td><table><tr><td class=path>{w["home"]} &gt; {w["section"]}</td></tr>
<tr><td><font size=5><b class="headline">{escape(s.title)}</b></font></td></tr><tr><td>{w["date"]}: {s.date}</td></tr><tr><td align=justify><div class="text">{body}</div></td></tr>
<tr><td><a href=print>طباعة</a> <a href=mail>{w["share"]}</a></td></tr></table></td></tr></table><center>{w["rights"]}</center></body></html>"""


def wordpress(s: Story) -> str:
    """WordPress with a magazine theme."""
    w, rng = W[s.lang], random.Random(s.seed)
    parts = [f"<p>{_inline(p, rng)}</p>" for p in s.paragraphs]
    parts.insert(
        len(parts) // 2, f'<div class="code-block code-block-1"><div class="adsbygoogle">{w["ad"]}</div></div>'
    )
    parts.insert(
        len(parts) // 3,
        f'<p class="read-also"><strong>{w["more"]}:</strong> <a href="/z">{escape(s.others[0])}</a></p>',
    )
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar">{_head(s, linked=True)}<body class="rtl post-template-default single single-post"><div id="page" class="site"><header id="masthead" class="site-header"><nav id="site-navigation">{_nav(s)}</nav></header>
<div id="content" class="site-content"><main id="main"><article id="post-{s.seed}" class="post type-post"><header class="entry-header"><div class="breadcrumbs"><a>{w["home"]}</a> / <a>{w["section"]}</a></div>
<h1 class="entry-title">{escape(s.title)}</h1><div class="entry-meta"><span class="posted-on"><time datetime="{s.date}T08:00:00+00:00">{s.date}</time></span> <span class="byline">admin</span></div></header>
<div class="entry-content">{"".join(parts)}<div class="sharedaddy sd-sharing-enabled"><h3>{w["share"]}:</h3><ul><li><a>Facebook</a></li><li><a>Twitter</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>{w["related"]}</h3><ul>{_links(s, 1, 3)}</ul></div></div><footer class="entry-footer"><span class="tags-links">{w["tags"]} <a>{w["words"][3]}</a></span></footer></article>
<div id="comments" class="comments-area"><h2>{w["comment"]}</h2><p>{s.others[2]} هذا تعليق من قارئ يقول فيه رأيه الطويل في هذا الموضوع، ولا يخص نص المقال في شيء.</p></div></main><aside id="secondary" class="widget-area"><section class="widget"><h2>{w["most"]}</h2><ul>{_links(s, 4, 6)}</ul></section></aside></div>
<footer id="colophon">{w["rights"]}</footer></div></body></html>"""


def hashed(s: Story) -> str:
    """A single-page application: hashed class names, every paragraph in divs of its own, metadata in JSON-LD."""
    w, rng = W[s.lang], random.Random(s.seed)
    parts = [
        f'<div class="css-1x{i}k ek7"><div dir="rtl"><p class="bbc-{i}hq e17">{_inline(p, rng)}</p></div></div>'
        for i, p in enumerate(s.paragraphs)
    ]
    parts.insert(
        2, f'<section class="css-9z" aria-labelledby="promo"><p>{w["most"]}</p><ul>{_links(s, 0, 4)}</ul></section>'
    )
    return f"""<!DOCTYPE html><html lang="{s.lang}" dir="rtl">{_head(s, linked=True)}<body><div id="root"><div class="css-0"><a href="#c" class="sk1">{w["home"]}</a><nav class="css-2">{_nav(s)}</nav></div><div class="css-7b"><main role="main" class="css-m2">
<div class="css-h1"><h1 id="content" tabindex="-1" class="css-t">{escape(s.title)}</h1></div><div class="css-fig"><figure><div><img alt="x" src="y"></div></figure></div>
<div class="css-tm"><ul role="list" class="css-by"><li><time datetime="{s.date}">{s.date}</time></li></ul></div>{"".join(parts)}</main>
<section role="region" class="css-r5"><h2>{w["related"]}</h2><ul>{_links(s, 4, 6)}</ul></section></div><footer class="css-f">{w["rights"]}</footer></div></body></html>"""


def newspaper(s: Story) -> str:
    """A newspaper on an older server framework: spans with control names, one span with <br />, &nbsp; and &zwnj;."""
    w = W[s.lang]
    body = "<br /><br />".join("&nbsp;" + escape(p, quote=False).replace("\u200c", "&zwnj;") for p in s.paragraphs)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml">{_head(s, og=False)}<body><form id="aspnetForm" action="x"><div id="header">{_nav(s)}</div>
<div id="ctl00_main"><div class="mainContent"><div class="newsDetails"><span id="ctl00_lblCat">{w["section"]}</span><h2 class="newsTitle"><span id="ctl00_lblTitle">{escape(s.title)}</span></h2>
<div class="newsDate"><span id="ctl00_lblDate">{s.date}</span></div><div class="newsBodyText"><span id="ctl00_lblBody">{body}</span></div></div>
<div class="toolsBar"><a>{w["share"]}</a><a>A+</a><a>A-</a></div><div class="relatedNews"><h3>{w["related"]}</h3><ul>{_links(s, 0, 5)}</ul></div></div>
<div class="leftSide"><div class="mostRead"><h3>{w["most"]}</h3><ul>{_links(s, 5, 6)}</ul></div></div></div><div id="footer">{w["rights"]}</div></form></body></html>"""


def broadcaster(s: Story) -> str:
    """A broadcaster: a standing list of latest news above, a newsletter box and advertisements inside the text."""
    w, rng = W[s.lang], random.Random(s.seed)
    parts = [f"<p>{_inline(p, rng)}</p>" for p in s.paragraphs]
    parts.insert(1, f'<div class="m-interstitial"><div class="a-ad">{w["ad"]}</div></div>')
    parts.insert(
        min(3, len(parts)),
        f'<div class="o-self-promo newsletter-promo"><p>{w["contact"]} {w["about"]}</p><form><input></form></div>',
    )
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl">{_head(s, linked=True)}<body class="page-article"><header class="o-header"><div class="o-header__menu">{_nav(s)}</div><div class="ticker breaking"><ul>{_links(s, 0, 3)}</ul></div></header>
<div class="l-main"><main class="l-main__content"><article class="t-content t-content--article"><ul class="breadcrumb"><li><a>{w["home"]}</a></li><li>{w["section"]}</li></ul><h1 class="t-content__title a-page-title">{escape(s.title)}</h1>
<div class="t-content__metas m-pub-dates"><span class="m-pub-dates__date">{w["date"]}: <time datetime="{s.date}T12:00:00+00:00">{s.date}</time></span></div><p class="a-read-time">{w["time"]}</p>
<div class="t-content__main-media"><figure><img src="x"><figcaption>{w["photo"]}</figcaption></figure></div><div class="t-content__body u-clearfix">{"".join(parts)}</div>
<div class="m-social-sharing"><button>x</button><span>{w["share"]}</span></div><div class="m-related-tags tags"><a>{w["words"][0]}</a><a>{w["words"][4]}</a></div></article></main>
<aside class="l-aside"><div class="m-most-read"><h2>{w["most"]}</h2><ol>{_links(s, 3, 8)}</ol></div></aside></div><footer class="o-footer">{w["rights"]} {_nav(s)}</footer></body></html>"""


def unclosed(s: Story) -> str:
    """Careless markup: paragraphs never closed, text straight in the body's divs, related links between paragraphs."""
    w = W[s.lang]
    body = "\n<p>".join(escape(p, quote=False) for p in s.paragraphs[:-1])
    last = escape(s.paragraphs[-1], quote=False)
    return f"""<html dir=rtl><meta charset=utf-8><title>{escape(s.title)}</title><body bgcolor=white><div id=menu>{_nav(s, "span")}</div><div id=wrap><div id=right>
<h1>{escape(s.title)}</h1><small class=date>{s.date}</small><div id=matn><p>{body}
<div class=linkha><b>{w["more"]}</b><ul>{_links(s, 0, 3)}</ul></div><p>{last}</div><div id=nazar>{w["comment"]}<br>{w["name"]}</div>
<div id=left><h4>{w["most"]}</h4>{_links(s, 3, 9)}</div></div><div id=copy>{w["rights"]}"""


TEMPLATES: dict[str, Callable[[Story], str]] = {
    f.__name__: f for f in (samaneh, agency, tables, wordpress, hashed, newspaper, broadcaster, unclosed)
}
