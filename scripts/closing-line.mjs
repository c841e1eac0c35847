// Prints `N passed, N failed` from the JSON report of the test runner; fails when that shows a failure or no test.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
const report = text === '' ? { numPassedTests: 0, numFailedTests: 0, success: false } : JSON.parse(text);
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed`);
if (!report.success || report.numPassedTests === 0) process.exitCode = 1;
