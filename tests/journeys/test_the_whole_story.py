"""From an announced forum to issued minutes: in a browser with JavaScript, and once more without (Q2)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.running import Served
from tests.journeys.story import Story
from tests.journeys.visitor import visitors


@pytest.mark.timeout(400)
def test_a_forum_from_its_plan_to_its_issued_minutes(browser: Browser, site: Served, tmp_path: Path) -> None:
    tell(browser, site, tmp_path, has_script=True)


@pytest.mark.timeout(400)
def test_q2_the_same_story_without_javascript(browser: Browser, site: Served, tmp_path: Path) -> None:
    tell(browser, site, tmp_path, has_script=False)


def tell(browser: Browser, site: Served, folder: Path, *, has_script: bool) -> None:
    """Every step of the story, each asserting what it did."""
    with visitors(browser, site, has_script=has_script) as crowd:
        story = Story(site, crowd, folder)

        story.a_coordinator_plans_the_next_edition_of_the_series()
        story.nobody_outside_sees_the_draft()
        story.the_coordinator_announces_it_and_opens_it_for_questions()
        story.the_public_page_shows_it_and_its_calendar_file_works()

        story.a_business_asks_on_a_phone()
        story.text_without_marks_gets_a_hint_and_is_taken_all_the_same()
        story.the_asker_has_a_slip_a_link_and_a_letter()
        story.code_and_phone_find_it_without_the_link()

        story.a_clerk_enters_a_question_that_came_by_phone()
        story.the_clerk_imports_a_list_and_the_same_list_adds_nothing()

        story.the_coordinator_admits_it_with_a_mended_public_text()
        story.another_question_is_not_accepted_with_a_reason()
        story.the_coordinator_sends_it_to_a_lead_unit_and_a_helper("Sở Nội vụ")

        story.the_first_unit_gives_it_back_and_names_the_right_one("daumoi.snv", "Sở Tài chính")
        story.the_coordinator_sends_it_to_a_lead_unit_and_a_helper("Sở Tài chính")
        story.the_right_unit_accepts()
        story.a_drafter_writes_the_answer_and_asks_for_approval()
        story.a_leader_opens_the_letter_on_a_phone_and_returns_it()
        story.the_drafter_mends_it()
        story.the_leader_approves()
        story.nobody_else_sees_anything_of_the_draft()
        story.the_coordinator_publishes_and_everybody_reads_it_at_once()
        story.the_asker_is_told_and_the_delivery_is_recorded()

        story.the_secretary_starts_the_session()
        story.the_secretary_records_who_is_there_and_what_is_said()
        story.the_secretary_records_a_commitment()
        story.the_secretary_ends_the_session()
        story.the_owner_confirms_reports_and_claims_it_done()
        story.somebody_else_verifies_and_everybody_sees_it()

        story.the_secretary_writes_the_minutes_and_reads_the_draft()
        story.the_minutes_are_issued_and_never_change()
        story.the_list_of_questions_is_fetched_as_a_spreadsheet()
        story.the_results_are_published_with_the_minutes()
