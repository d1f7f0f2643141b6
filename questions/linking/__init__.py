"""Answers that point to other answers: a referral to an earlier one, and a newer one in the place of an older one."""
