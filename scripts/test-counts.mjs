/** From vitest's JSON report. A file that could not even be loaded holds no test that failed; it counts as one. */
export function countTests(report) {
  if (report === null) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}
