"""Why a command ends early: an exit code and a sentence for the person."""

FINE, PROBLEM, USAGE, LOCKED, STOPPED = 0, 1, 2, 3, 130


class Stop(Exception):
    """Ends a command. The sentence goes to standard error."""

    def __init__(self, sentence: str, code: int = USAGE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
