import pytest
from reader.domain.review.states import State, after_republishing


@pytest.mark.parametrize("state", [State.UNALIGNED, State.ALIGNED])
def test_what_nobody_worked_on_is_aligned_anew(state: State):
    assert after_republishing(state, paired=True) is State.ALIGNED
    assert after_republishing(state, paired=False) is State.UNALIGNED


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.APPROVED, State.NEEDS_WORK])
@pytest.mark.parametrize("paired", [True, False])
def test_what_somebody_worked_on_goes_back_to_work(state: State, *, paired: bool):
    assert after_republishing(state, paired=paired) is State.NEEDS_WORK


def test_every_state_has_an_answer():
    for state in State:
        assert after_republishing(state, paired=True) in State
