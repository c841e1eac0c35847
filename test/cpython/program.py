"""Runs the tests of one module of CPython's and writes how each of them ended, as JSON, to the file CRIBO_OUTCOMES."""
import json
import os
import sys
import unittest

import MODULE


class Result(unittest.TextTestResult):
    outcomes = {}

    def note(self, test, outcome):
        # A test with subtests ends with the worst of them.
        self.outcomes[test.id()] = max(outcome, self.outcomes.get(test.id(), ''))

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, '1 passed')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, '2 skipped')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.note(test, '3 failed as expected')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, '4 passed unexpectedly')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, '5 failed')

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, '6 raised an error')

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.note(test, '5 failed in a subtest')


sys.argv[1:] = []
suite = unittest.defaultTestLoader.loadTestsFromModule(MODULE)
unittest.TextTestRunner(resultclass=Result, verbosity=2).run(suite)
with open(os.environ['CRIBO_OUTCOMES'], 'w') as file:
    json.dump(Result.outcomes, file)
