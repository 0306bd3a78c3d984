"""The site as `make build` leaves it: looked at where nobody has published it, and on paper."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage
from tests.browser.serving import serve
from tests.browser.until import until

ROOT = Path(__file__).resolve().parents[2]

#: The contrast of a text with what is behind it, as WCAG 2 reckons it.
CONTRAST = """element => {
  const shade = text => text.match(/[\\d.]+/g).map(Number)
  const over = ([r, g, b, alpha = 1], below) => [r, g, b].map((c, i) => c * alpha + below[i] * (1 - alpha))
  const around = []
  for (let one = element; one; one = one.parentElement) around.unshift(one)
  const paper = around.reduce(
    (below, one) => over(shade(getComputedStyle(one).backgroundColor), below), [255, 255, 255])
  const linear = c => c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  const both = [paper, over(shade(getComputedStyle(element).color), paper)].map(light)
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook's site, with a place where its commits can be read."""
    root = tmp_path_factory.mktemp("built") / "small"
    shutil.copytree(ROOT / "tests" / "fixtures" / "small", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace('source_repo: ""', "source_repo: https://git.example.org/plan"), encoding="utf-8"
    )
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "The plan"]):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *words], cwd=root, check=True)
    program = Path(sys.executable).with_name("playbook")
    subprocess.run([program, "-C", root, "build"], check=True, capture_output=True)
    return root / "site"


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    """Its address, at the root of a server as `python3 -m http.server` shows it."""
    with serve(built, "/") as address:
        yield address


def come_back(page: Page) -> None:
    """What happens in a tab when its reader returns to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("place", ["", "roles/cto/", "log/", "404.html"])
def test_an_unpublished_site_misses_nothing(new_page: NewPage, site: str, place: str) -> None:
    """No request fails and nothing is said on the console; there are no versions to choose, and no banner."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + place)
    page.wait_for_load_state("networkidle")

    assert f"{site}stamp.json" in asked
    assert [] == [url for url in asked if "versions.json" in url]
    expect(page.locator("[data-md-component=outdated]")).to_be_hidden()
    expect(page.locator(".md-version")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_stamp_can_be_read(new_page: NewPage, site: str, scheme: str, media: str, width: int) -> None:
    """Black on white where it is printed, whatever the screen's colours; its links are told by a line."""
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(f"{site}404.html")
    page.emulate_media(media="print" if media == "print" else "screen")
    parts = page.locator(".pb-stamp > *, .pb-stamp a")

    expect(parts).to_have_count(5)
    assert all(parts.nth(at).is_visible() for at in range(5))
    assert 4.5 <= min(parts.nth(at).evaluate(CONTRAST) for at in range(5))
    for link in page.locator(".pb-stamp a").all():
        expect(link).to_have_css("text-decoration-line", "underline")


def test_the_commit_can_be_looked_up(new_page: NewPage, site: str, built: Path) -> None:
    """Short to read, whole in its address."""
    commit = json.loads((built / "stamp.json").read_bytes())["commit"]
    page = new_page()
    page.goto(site)

    expect(page.get_by_role("link", name=commit[:7], exact=True)).to_have_attribute(
        "href", f"https://git.example.org/plan/commit/{commit}"
    )


def test_a_tab_left_open_asks_every_five_minutes(new_page: NewPage, site: str) -> None:
    """Not while it is hidden, and not without a network."""
    page = new_page()
    page.add_init_script(
        "window.asked = 0; const own = fetch; window.fetch = (...words) => { asked++; return own(...words) }"
    )
    page.clock.install()
    page.goto(site)
    page.clock.run_for("00:10")
    until(page, "sessionStorage.getItem('playbook.outline')")
    at_once = page.evaluate("asked")
    page.clock.run_for("15:00")
    while_visible = page.evaluate("asked")
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.clock.run_for("15:00")
    page.evaluate("Object.defineProperty(document, 'hidden', { value: false })")
    page.context.set_offline(offline=True)
    page.clock.run_for("15:00")

    assert (3, 3) == (while_visible - at_once, page.evaluate("asked") - at_once)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404, "body": "none"},
        {"status": 200, "body": "<!doctype html><title>Log in</title>"},
        {"status": 200, "body": "null"},
        {"status": 200, "body": "{}"},
        {"status": 200, "body": '{"time": 5, "commit": {}, "sources": []}'},
        {"status": 200, "body": '{"time": "zzz", "commit": null, "sources": "x"}'},
        {"status": 302, "headers": {"location": "https://login.example.org/"}},
    ],
    ids=["missing", "a page", "null", "empty", "other types", "no time", "sent elsewhere"],
)
def test_an_answer_that_is_no_stamp_is_passed_over(
    new_page: NewPage, site: str, answer: dict[str, object]
) -> None:
    """Nothing is said and nothing thrown: the page is complete without news."""
    page = new_page(missing=True)
    page.goto(site)
    page.wait_for_load_state("networkidle")
    with page.expect_event("requestfinished" if answer["status"] != 302 else "request"):
        page.route("**/stamp.json", lambda route: route.fulfill(**answer))
        come_back(page)
    page.wait_for_load_state("networkidle")

    expect(page.locator(".pb-newer")).to_be_empty()


def test_an_older_stamp_is_no_news(new_page: NewPage, site: str, built: Path) -> None:
    """A cache on the way may hold what was there before."""
    stamp = json.loads((built / "stamp.json").read_bytes())
    page = new_page()
    page.goto(site)
    page.wait_for_load_state("networkidle")
    page.route("**/stamp.json", lambda route: route.fulfill(json={**stamp, "time": "2020-01-01T00:00:00Z"}))
    with page.expect_event("requestfinished"):
        come_back(page)

    expect(page.locator(".pb-newer")).to_be_empty()


def test_a_notice_hides_nothing_at_the_end_of_a_page(new_page: NewPage, site: str, built: Path) -> None:
    """On a phone, scrolled to the end, the stamp stands above the notice; both buttons fit a finger."""
    stamp = json.loads((built / "stamp.json").read_bytes())
    page = new_page(viewport={"width": 390, "height": 800})
    page.route("**/stamp.json", lambda route: route.fulfill(json={**stamp, "time": "2105-01-01T00:00:00Z"}))
    page.goto(site)
    notice = page.locator(".pb-newer")
    expect(notice).to_contain_text("There is a newer plan, of Thu 1 Jan 2105, 00:00 London")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    above = page.locator(".pb-stamp").bounding_box()
    below = notice.bounding_box()
    heights = notice.get_by_role("button").evaluate_all("all => all.map(one => one.offsetHeight)")

    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    assert [True, True] == [height >= 44 for height in heights]
