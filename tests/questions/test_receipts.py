"""What an asker holds against the office: the hash on the page and on the slip."""

import pytest

from app.database import Statement
from app.journal.queries import check
from app.journal.sealing import seal
from questions.receipts import proof_of
from tests.questions.conftest import Browser
from tests.support import AT, make_event, make_unit, send


@pytest.fixture
async def sent(database: str):
    return await send(await make_event(await make_unit()))


async def test_s20_the_receipt_carries_the_hash_of_its_entry_once_sealed(browser: Browser, sent):
    receipt, token = sent
    assert await proof_of(receipt.code) is None
    assert 'id="proof"' not in (await browser.get(f"/track/{token}")).text
    await seal(AT)
    proof = await proof_of(receipt.code)
    assert proof is not None
    for page in (f"/track/{token}", f"/track/{token}/slip"):
        assert proof.hash in (await browser.get(page)).text, page
    checked = await check(proof.hash)
    assert checked is not None
    assert checked.is_same


async def test_s20_a_text_that_was_rewritten_is_told_to_its_asker(browser: Browser, sent):
    receipt, token = sent
    await seal(AT)
    changed = "không phải là nội dung đã gửi"
    assert changed not in (await browser.get(f"/track/{token}")).text
    await Statement("UPDATE question SET detail = 'Xin cảm ơn.' WHERE code = {}").run(receipt.code)
    assert changed in (await browser.get(f"/track/{token}")).text
