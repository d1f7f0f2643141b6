"""The letters about accounts carry the name of the site that sends them."""

from app.access import Role
from app.people import letters
from app.words import SHIPPED, Words, use_words

NAME = "Hỏi đáp tỉnh Đồng Xanh"
TO = ("an@songhau.example", "Lê Văn Ân")


def test_a_letter_about_an_account_names_the_site_as_its_signature_does() -> None:
    use_words(Words(site_name=NAME))
    try:
        for language in ("vi", "en"):
            written = (
                letters.invitation_letter(*TO, "Sở Tài chính", Role.DRAFTER, "/invitations/x", language),
                letters.password_letter(*TO, "/invitations/x", language),
                letters.sign_in_letter(*TO, "/sign-in/link/x", language),
                letters.new_password_letter(*TO, "/sign-in/password/x", language),
                letters.changed_letter(*TO, letters.CHOOSE, language),
                letters.tries_letter(*TO, 20, "key", language),
            )
            for letter in written:
                assert NAME in letter.subject, letter.subject
                assert "Đối thoại" not in letter.subject + letter.body
    finally:
        use_words(SHIPPED)
