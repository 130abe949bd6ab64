"""A child that crashes at once comes back later and later."""

from linmeng.pages.management.supervisor import Child


def test_pause_doubles_up_to_half_a_minute_and_starts_anew_after_a_steady_minute() -> None:
    said: list[str] = []
    child = Child("worker", ["false"])
    now, pauses = 0.0, []
    for _turn in range(7):
        child.look_after(now, said.append)  # starts
        assert child.process is not None
        child.process.wait()
        child.look_after(now + 0.1, said.append)  # sees the end
        pauses.append(child.pause)
        child.look_after(child.start_at - 0.01, said.append)
        assert child.process is None
        now = child.start_at
    assert pauses == [2, 4, 8, 16, 30, 30, 30]
    assert said[0] == "worker ended with 1; it starts again in 2 s"
    child.look_after(now, said.append)
    child.process.wait()
    child.look_after(now + 61, said.append)
    assert child.pause == 1
